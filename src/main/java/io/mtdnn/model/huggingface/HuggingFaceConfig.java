package io.mtdnn.model.huggingface;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.mtdnn.model.BertConfig;
import io.mtdnn.model.ModelFormatException;
import io.mtdnn.model.encoder.BertConfigFile;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;
import io.mtdnn.tokenization.TokenizerFileNames;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The configuration files of exports. */
final class HuggingFaceConfig {

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private HuggingFaceConfig() {
	}

	/** {@code config.json} for one head. */
	static byte[] of(BertConfig config, Task head) {
		Map<String, Object> json = BertConfigFile.json(config);
		json.put("architectures", List.of(architecture(head)));
		labels(head, json);
		return JSON.writeValueAsBytes(json);
	}

	/**
	 * {@code config.json} for all heads: the architecture of the only one with spans, if
	 * there is one.
	 */
	static byte[] of(BertConfig config, List<Task> tasks) {
		Map<String, Object> json = BertConfigFile.json(config);
		List<Task> spans = tasks.stream().filter((task) -> task.head() == HeadKind.SPAN).toList();
		List<Task> others = tasks.stream().filter((task) -> task.head() != HeadKind.SPAN).toList();
		if (spans.size() == 1) {
			json.put("architectures", List.of(architecture(spans.get(0))));
		}
		if (others.size() == 1) {
			labels(others.get(0), json);
		}
		return JSON.writeValueAsBytes(json);
	}

	static String architecture(Task head) {
		return switch (head.head()) {
			case SPAN -> "BertForQuestionAnswering";
			case MULTIPLE_CHOICE -> "BertForMultipleChoice";
			case CLASSIFICATION -> "BertForSequenceClassification";
		};
	}

	private static void labels(Task head, Map<String, Object> json) {
		if (head.head() != HeadKind.CLASSIFICATION) {
			return;
		}
		Map<String, String> labels = new LinkedHashMap<>();
		Map<String, Integer> ids = new LinkedHashMap<>();
		for (int i = 0; i < head.labels().size(); i++) {
			labels.put(Integer.toString(i), head.labels().get(i));
			ids.put(head.labels().get(i), i);
		}
		json.put("id2label", labels);
		json.put("label2id", ids);
		json.put("problem_type", "single_label_classification");
	}

	/**
	 * {@code tokenizer_config.json} of a bundle without one: transformers takes text for
	 * lower-cased where nothing says otherwise, whatever {@code tokenizer.json} does.
	 */
	static Optional<byte[]> tokenizer(Path bundle, BertConfig config) {
		Path file = bundle.resolve(TokenizerFileNames.TOKENIZER);
		if (Files.exists(bundle.resolve(TokenizerFileNames.CONFIGURATION)) || !Files.exists(file)) {
			return Optional.empty();
		}
		try {
			JsonNode normalizer = JSON.readTree(Files.readAllBytes(file)).path("normalizer");
			Map<String, Object> json = new LinkedHashMap<>();
			json.put("tokenizer_class", "BertTokenizer");
			json.put("do_lower_case", normalizer.path("lowercase").asBoolean(false));
			if (normalizer.path("strip_accents").isBoolean()) {
				json.put("strip_accents", normalizer.path("strip_accents").booleanValue());
			}
			json.put("tokenize_chinese_chars", normalizer.path("handle_chinese_chars").asBoolean(true));
			json.put("model_max_length", config.maxPositions());
			return Optional.of(JSON.writeValueAsBytes(json));
		}
		catch (IOException | JacksonException ex) {
			throw new ModelFormatException(file + ": cannot be read: " + ex.getMessage(), ex);
		}
	}

}
