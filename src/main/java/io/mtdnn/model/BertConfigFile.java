package io.mtdnn.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes Hugging Face's {@code config.json}. */
final class BertConfigFile {

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private BertConfigFile() {
	}

	static BertConfig read(Path file) {
		try {
			JsonNode json = JSON.readTree(Files.readAllBytes(file));
			expect(json, "model_type", "bert");
			expect(json, "hidden_act", "gelu");
			expect(json, "position_embedding_type", "absolute");
			return new BertConfig(size(json, "vocab_size"), size(json, "hidden_size"), size(json, "num_hidden_layers"),
					size(json, "num_attention_heads"), size(json, "intermediate_size"),
					size(json, "max_position_embeddings"), size(json, "type_vocab_size"),
					json.path("layer_norm_eps").asDouble(1e-12));
		}
		catch (ModelFormatException ex) {
			throw new ModelFormatException(file + ": " + ex.getMessage(), ex);
		}
		catch (IOException | JacksonException ex) {
			throw new ModelFormatException(file + ": cannot be read: " + ex.getMessage(), ex);
		}
	}

	/** Old files leave out what has always been so. */
	private static void expect(JsonNode json, String field, String expected) {
		String actual = json.path(field).asString(expected);
		if (!actual.equals(expected)) {
			throw new ModelFormatException(field + " '" + actual + "' is not supported, only '" + expected + "'");
		}
	}

	private static int size(JsonNode json, String field) {
		JsonNode value = json.path(field);
		if (!value.isIntegralNumber() || !value.canConvertToInt()) {
			throw new ModelFormatException(field + (value.isMissingNode() ? " is missing" : " is " + value));
		}
		return value.asInt();
	}

	static void write(Path file, BertConfig config) {
		try {
			Files.write(file, JSON.writeValueAsBytes(json(config)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot write " + file, ex);
		}
	}

	/** What stands in a file. */
	static Map<String, Object> json(BertConfig config) {
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
