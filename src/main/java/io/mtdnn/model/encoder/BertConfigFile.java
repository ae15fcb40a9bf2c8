package io.mtdnn.model.encoder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.mtdnn.files.GivenFile;
import io.mtdnn.model.BertConfig;
import io.mtdnn.model.ModelFormatException;
import io.mtdnn.task.Excerpt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes Hugging Face's {@code config.json}. */
public final class BertConfigFile {

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private static final int MOST_BYTES = 1 << 22;

	private static final int MOST_PIECES = 10_000_000;

	private static final int MOST_WIDTH = 1_000_000;

	private static final int MOST_LAYERS = 1_000;

	private BertConfigFile() {
	}

	/**
	 * Reads a file.
	 * @throws ModelFormatException when it is missing, damaged, or of an architecture
	 * that this encoder does not compute
	 */
	public static BertConfig read(Path file) {
		try {
			JsonNode json = JSON.readTree(GivenFile.read(file, MOST_BYTES));
			if (!json.isObject()) {
				throw new ModelFormatException("not a JSON object");
			}
			refuseOtherComputations(json);
			return new BertConfig(size(json, "vocab_size", MOST_PIECES), size(json, "hidden_size", MOST_WIDTH),
					size(json, "num_hidden_layers", MOST_LAYERS), size(json, "num_attention_heads", MOST_WIDTH),
					size(json, "intermediate_size", MOST_WIDTH), size(json, "max_position_embeddings", MOST_WIDTH),
					size(json, "type_vocab_size", MOST_WIDTH), epsilon(json.path("layer_norm_eps")));
		}
		catch (ModelFormatException ex) {
			throw new ModelFormatException(GivenFile.name(file) + ": " + ex.getMessage(), ex);
		}
		catch (JacksonException ex) {
			throw new ModelFormatException(
					GivenFile.name(file) + ": cannot be read: not valid JSON: " + Excerpt.of(ex.getOriginalMessage()),
					ex);
		}
		catch (IOException ex) {
			throw new ModelFormatException(ex.getMessage(), ex);
		}
	}

	/**
	 * Everything by which transformers' BertModel would compute something else than ours.
	 */
	private static void refuseOtherComputations(JsonNode json) {
		expect(json, "model_type", Set.of("bert"));
		expect(json, "hidden_act", Set.of("gelu", "gelu_python"));
		expect(json, "position_embedding_type", Set.of("absolute"));
		for (String field : List.of("is_decoder", "add_cross_attention", "is_encoder_decoder")) {
			JsonNode value = json.path(field);
			if (!value.isMissingNode() && !value.isNull() && !(value.isBoolean() && !value.booleanValue())) {
				throw new ModelFormatException(
						field + " " + Excerpt.of(value.toString()) + " is not supported, only false");
			}
		}
		for (String field : List.of("pruned_heads", "quantization_config")) {
			if (!json.path(field).isEmpty()) {
				throw new ModelFormatException(
						field + " " + Excerpt.of(json.path(field).toString()) + " is not supported");
			}
		}
	}

	/** Old files leave out what has always been so. */
	private static void expect(JsonNode json, String field, Set<String> expected) {
		JsonNode value = json.path(field);
		if (!value.isMissingNode() && !(value.isString() && expected.contains(value.stringValue()))) {
			String found = value.isString() ? "'" + Excerpt.of(value.stringValue()) + "'"
					: Excerpt.of(value.toString());
			throw new ModelFormatException(field + " " + found + " is not supported, only '"
					+ String.join("' and '", new TreeSet<>(expected)) + "'");
		}
	}

	private static int size(JsonNode json, String field, int most) {
		JsonNode value = json.path(field);
		if (!value.isIntegralNumber() || !value.canConvertToInt()) {
			throw new ModelFormatException(field + (value.isMissingNode() ? " is missing"
					: " is " + Excerpt.of(value.toString()) + ", expected a whole number"));
		}
		if (value.intValue() > most) {
			throw new ModelFormatException(field + " is " + value + "; at most " + most + " is supported");
		}
		return value.intValue();
	}

	private static double epsilon(JsonNode value) {
		if (value.isMissingNode()) {
			return 1e-12;
		}
		if (!value.isNumber() || !(value.doubleValue() < 1)) {
			throw new ModelFormatException(
					"layer_norm_eps is " + Excerpt.of(value.toString()) + ", expected a number above 0 and below 1");
		}
		return value.doubleValue();
	}

	/** Writes a file that Hugging Face's BertModel reads. */
	public static void write(Path file, BertConfig config) {
		try {
			Files.write(file, JSON.writeValueAsBytes(json(config)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot write " + file, ex);
		}
	}

	/** Content of a file. */
	public static Map<String, Object> json(BertConfig config) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("architectures", List.of("BertModel"));
		json.put("model_type", "bert");
		json.put("vocab_size", config.vocabularySize());
		json.put("hidden_size", config.hiddenSize());
		json.put("num_hidden_layers", config.layers());
		json.put("num_attention_heads", config.attentionHeads());
		json.put("intermediate_size", config.intermediateSize());
		json.put("max_position_embeddings", config.maxPositions());
		json.put("type_vocab_size", config.typeVocabularySize());
		json.put("layer_norm_eps", config.layerNormEpsilon());
		json.put("hidden_act", "gelu");
		json.put("hidden_dropout_prob", 0.1);
		json.put("attention_probs_dropout_prob", 0.1);
		json.put("initializer_range", 0.02);
		json.put("position_embedding_type", "absolute");
		json.put("pad_token_id", 0);
		json.put("torch_dtype", "float32");
		return json;
	}

}
