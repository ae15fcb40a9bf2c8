package io.mtdnn.model.huggingface;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;

import io.mtdnn.files.GivenFile;
import io.mtdnn.model.EncoderConfig;
import io.mtdnn.model.EncoderFiles;
import io.mtdnn.model.ModelFormatException;
import io.mtdnn.model.ModelImporter.TransformersModel;
import io.mtdnn.model.encoder.EncoderArchitecture;
import io.mtdnn.task.Activation;
import io.mtdnn.task.Excerpt;
import io.mtdnn.task.HeadKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the description of a trained head from {@code config.json}. */
final class HeadConfiguration {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final int MAX_BYTES = 1 << 22;

	/** The number of labels in transformers if the file does not state it. */
	private static final int USUAL_LABELS = 2;

	private static final int MAX_LABELS = 10_000;

	private final JsonNode json;

	private final EncoderConfig encoder;

	private HeadConfiguration(JsonNode json, EncoderConfig encoder) {
		this.json = json;
		this.encoder = encoder;
	}

	/**
	 * Reads the configuration of a directory whose encoder has been checked.
	 * @throws ModelFormatException when the class or one of its settings is not supported
	 */
	static TransformersModel read(Path directory, EncoderConfig encoder) {
		try {
			JsonNode json = JSON.readTree(GivenFile.read(directory.resolve(EncoderFiles.CONFIG), MAX_BYTES));
			return new HeadConfiguration(json, encoder).model();
		}
		catch (IOException ex) {
			throw new ModelFormatException(ex.getMessage(), ex);
		}
	}

	private TransformersModel model() {
		EncoderArchitecture family = EncoderArchitecture.of(this.encoder.architecture());
		String className = className();
		HeadKind head = head(family, className);
		List<String> labels = head.labelled() ? labels() : List.of();
		Activation activation = null;
		if (!head.everyToken()) {
			SentenceLayers layers = SentenceLayers.of(family.type(), head.severalRows());
			activation = layers.activation();
			if (layers.dense().startsWith("sequence_summary")) {
				requireSummary();
			}
		}
		return new TransformersModel(this.encoder, className, head, labels, activation);
	}

	private String className() {
		JsonNode architectures = this.json.path("architectures");
		if (!architectures.isArray() || architectures.size() != 1 || !architectures.get(0).isString()) {
			throw fault("architectures "
					+ (architectures.isMissingNode() ? "is missing" : "is " + Excerpt.of(architectures.toString()))
					+ ", expected a list with the name of one class");
		}
		return architectures.get(0).stringValue();
	}

	private HeadKind head(EncoderArchitecture family, String className) {
		for (TransformersHead head : TransformersHead.ALL.values()) {
			if (className.equals(family.className() + head.className())) {
				return (head.problemType() != null) ? sentenceHead() : head.kind();
			}
		}
		TreeSet<String> known = new TreeSet<>();
		TransformersHead.ALL.values().forEach((head) -> known.add(family.className() + head.className()));
		throw fault("architectures names '" + Excerpt.of(className)
				+ "', whose head is not supported; supported classes: " + String.join(", ", known));
	}

	/** Classification or regression. */
	private HeadKind sentenceHead() {
		JsonNode type = this.json.path("problem_type");
		boolean open = type.isMissingNode() || type.isNull();
		String name = open ? (outputs() == 1) ? "regression" : "single_label_classification"
				: type.asString(type.toString());
		return switch (name) {
			case "regression" -> {
				if (outputs() != 1) {
					throw fault("problem_type 'regression' with " + outputs() + " outputs is not supported, only 1");
				}
				yield HeadKind.REGRESSION;
			}
			case "single_label_classification" -> HeadKind.CLASSIFICATION;
			default -> throw fault("problem_type '" + Excerpt.of(name)
					+ "' is not supported, only 'regression' and 'single_label_classification'");
		};
	}

	private int outputs() {
		JsonNode labels = this.json.path("id2label");
		if (labels.isObject()) {
			return labels.size();
		}
		return this.json.path("num_labels").asInt(USUAL_LABELS);
	}

	/** The labels in the order of their ids. */
	private List<String> labels() {
		JsonNode given = this.json.path("id2label");
		int count = outputs();
		if (count < 2 || count > MAX_LABELS) {
			throw fault("a classification has from 2 to " + MAX_LABELS + " labels, not " + count);
		}
		List<String> labels = new ArrayList<>();
		for (int id = 0; id < count; id++) {
			JsonNode label = given.path(Integer.toString(id));
			if (given.isObject() && !label.isString()) {
				throw fault("id2label has no label for output " + id + " of " + count);
			}
			labels.add(label.asString("LABEL_" + id));
		}
		if (new HashSet<>(labels).size() != count) {
			throw fault("id2label contains a label twice: " + Excerpt.of(labels.toString()));
		}
		return labels;
	}

	/** Checks the settings of ELECTRA's first layer for multiple choice. */
	private void requireSummary() {
		require("summary_type", JSON.getNodeFactory().stringNode("first"));
		require("summary_use_proj", JSON.getNodeFactory().booleanNode(true));
		require("summary_activation", JSON.getNodeFactory().stringNode("gelu"));
		require("summary_proj_to_labels", JSON.getNodeFactory().booleanNode(false));
	}

	private void require(String field, JsonNode expected) {
		JsonNode value = this.json.path(field);
		if (!value.isMissingNode() && !value.equals(expected)) {
			throw fault(field + " " + Excerpt.of(value.toString()) + " is not supported, only " + expected);
		}
	}

	private static ModelFormatException fault(String what) {
		return new ModelFormatException(EncoderFiles.CONFIG + ": " + what);
	}

}
