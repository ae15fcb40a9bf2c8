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
import io.mtdnn.model.EncoderConfig;
import io.mtdnn.model.ModelFormatException;
import io.mtdnn.task.Excerpt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes Hugging Face's {@code config.json}. */
public final class EncoderConfigFile {

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	/**
	 * Families whose embeddings have a width other than the layers unless the file sets
	 * it.
	 */
	private static final Set<String> PROJECTING = Set.of("electra");

	/** Families whose normalisation ignores the file's field. */
	private static final Set<String> FIXED_EPSILON = Set.of("distilbert");

	private static final double EPSILON = 1e-12;

	private static final int MAX_BYTES = 1 << 22;

	private static final int MAX_PIECES = 10_000_000;

	private static final int MAX_WIDTH = 1_000_000;

	private static final int MAX_LAYERS = 1_000;

	private EncoderConfigFile() {
	}

	/**
	 * Reads a file.
	 * @throws ModelFormatException when it is missing or damaged, or describes an
	 * architecture or a computation that is not supported
	 */
	public static EncoderConfig read(Path file) {
		try {
			JsonNode json = JSON.readTree(GivenFile.read(file, MAX_BYTES));
			if (!json.isObject()) {
				throw new ModelFormatException("not a JSON object");
			}
			expect(json, "model_type", EncoderArchitecture.ALL.keySet());
			EncoderArchitecture architecture = EncoderArchitecture.of(json.path("model_type").asString("bert"));
			rejectOtherComputations(json, architecture);
			return config(json, architecture);
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

	private static EncoderConfig config(JsonNode json, EncoderArchitecture architecture) {
		int hidden = size(json, architecture.key("hidden_size"), MAX_WIDTH);
		if (json.has("embedding_size") && json.path("embedding_size").asInt(0) != hidden) {
			throw new ModelFormatException("embedding_size " + Excerpt.of(json.path("embedding_size").toString())
					+ " differs from hidden_size " + hidden + ": a projection between them is not supported");
		}
		return new EncoderConfig(architecture.type(), size(json, "vocab_size", MAX_PIECES), hidden,
				size(json, architecture.key("num_hidden_layers"), MAX_LAYERS),
				size(json, architecture.key("num_attention_heads"), MAX_WIDTH),
				size(json, architecture.key("intermediate_size"), MAX_WIDTH),
				size(json, "max_position_embeddings", MAX_WIDTH),
				architecture.offsetPositions() ? paddingId(json) + 1 : 0, (architecture.types() > 0) ? types(json) : 0,
				FIXED_EPSILON.contains(architecture.type()) ? EPSILON : epsilon(json.path("layer_norm_eps")));
	}

	private static int types(JsonNode json) {
		int types = size(json, "type_vocab_size", MAX_WIDTH);
		if (types < 1) {
			throw new ModelFormatException("type_vocab_size must be positive, not " + types);
		}
		return types;
	}

	private static int paddingId(JsonNode json) {
		return json.has("pad_token_id") ? size(json, "pad_token_id", MAX_PIECES) : 1;
	}

	/**
	 * Rejects settings with which transformers' model computes something that ours does
	 * not.
	 */
	private static void rejectOtherComputations(JsonNode json, EncoderArchitecture architecture) {
		expect(json, architecture.key("hidden_act"), Set.of("gelu", "gelu_python"));
		expect(json, "position_embedding_type", Set.of("absolute"));
		for (String field : List.of("is_decoder", "add_cross_attention", "is_encoder_decoder",
				"sinusoidal_pos_embds")) {
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

	/** Checks a field. Old files omit fields with the default value. */
	private static void expect(JsonNode json, String field, Set<String> expected) {
		JsonNode value = json.path(field);
		if (!value.isMissingNode() && !(value.isString() && expected.contains(value.stringValue()))) {
			String found = value.isString() ? "'" + Excerpt.of(value.stringValue()) + "'"
					: Excerpt.of(value.toString());
			throw new ModelFormatException(field + " " + found + " is not supported, only '"
					+ String.join("' and '", new TreeSet<>(expected)) + "'");
		}
	}

	private static int size(JsonNode json, String field, int max) {
		JsonNode value = json.path(field);
		if (!value.isIntegralNumber() || !value.canConvertToInt()) {
			throw new ModelFormatException(field + (value.isMissingNode() ? " is missing"
					: " is " + Excerpt.of(value.toString()) + ", expected a whole number"));
		}
		if (value.intValue() > max) {
			throw new ModelFormatException(field + " is " + value + "; at most " + max + " is supported");
		}
		return value.intValue();
	}

	private static double epsilon(JsonNode value) {
		if (value.isMissingNode()) {
			return EPSILON;
		}
		if (!value.isNumber() || !(value.doubleValue() < 1)) {
			throw new ModelFormatException(
					"layer_norm_eps is " + Excerpt.of(value.toString()) + ", expected a number above 0 and below 1");
		}
		return value.doubleValue();
	}

	/** Writes a file that transformers reads for the class of the encoder's family. */
	public static void write(Path file, EncoderConfig config) {
		try {
			Files.write(file, JSON.writeValueAsBytes(json(config)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot write " + file, ex);
		}
	}

	/** The content of a file for an encoder without a head. */
	public static Map<String, Object> json(EncoderConfig config) {
		EncoderArchitecture architecture = EncoderArchitecture.of(config.architecture());
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("architectures", List.of(architecture.className() + "Model"));
		json.put("model_type", config.architecture());
		json.put("vocab_size", config.vocabularySize());
		json.put(architecture.key("hidden_size"), config.hiddenSize());
		if (PROJECTING.contains(config.architecture())) {
			json.put("embedding_size", config.hiddenSize());
		}
		json.put(architecture.key("num_hidden_layers"), config.layers());
		json.put(architecture.key("num_attention_heads"), config.attentionHeads());
		json.put(architecture.key("intermediate_size"), config.intermediateSize());
		json.put("max_position_embeddings", config.positions());
		if (architecture.types() > 0) {
			json.put("type_vocab_size", config.typeVocabularySize());
		}
		json.put("layer_norm_eps", config.layerNormEpsilon());
		json.put(architecture.key("hidden_act"), "gelu");
		json.put(architecture.key("hidden_dropout_prob"), 0.1);
		json.put(architecture.key("attention_probs_dropout_prob"), 0.1);
		json.put("initializer_range", 0.02);
		json.put("position_embedding_type", "absolute");
		json.put("pad_token_id", Math.max(0, config.firstPosition() - 1));
		json.put("torch_dtype", "float32");
		return json;
	}

}
