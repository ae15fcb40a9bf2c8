package io.mtdnn.model.encoder;

import java.util.ArrayList;
import java.util.List;

import io.mtdnn.model.EncoderConfig;

/**
 * The names and shapes of an encoder's parameters. All families use those of
 * transformers' {@code BertModel} here; {@link EncoderArchitecture} converts them.
 */
public final class EncoderNames {

	public static final String WORDS = "embeddings.word_embeddings.weight";

	public static final String POSITIONS = "embeddings.position_embeddings.weight";

	public static final String TYPES = "embeddings.token_type_embeddings.weight";

	public static final String EMBEDDING_NORM = "embeddings.LayerNorm";

	private EncoderNames() {
	}

	public static String layer(int layer) {
		return "encoder.layer." + layer + ".";
	}

	public static String query(int layer) {
		return layer(layer) + "attention.self.query";
	}

	/** The modules after the attention, in the order of computation. */
	public static List<String> afterAttention(int layer) {
		String prefix = layer(layer);
		return List.of(prefix + "attention.output.dense", prefix + "attention.output.LayerNorm",
				prefix + "intermediate.dense", prefix + "output.dense", prefix + "output.LayerNorm");
	}

	/** All parameters; query, key and value of a layer are adjacent. */
	public static List<Parameter> parameters(EncoderConfig config) {
		long h = config.hiddenSize();
		List<Parameter> parameters = new ArrayList<>();
		add(parameters, WORDS, config.vocabularySize(), h);
		add(parameters, POSITIONS, config.positions(), h);
		if (config.typeVocabularySize() > 0) {
			add(parameters, TYPES, config.typeVocabularySize(), h);
		}
		norm(parameters, EMBEDDING_NORM, h);
		for (int i = 0; i < config.layers(); i++) {
			String prefix = layer(i);
			for (String part : List.of("query", "key", "value")) {
				linear(parameters, prefix + "attention.self." + part, h, h);
			}
			linear(parameters, prefix + "attention.output.dense", h, h);
			norm(parameters, prefix + "attention.output.LayerNorm", h);
			linear(parameters, prefix + "intermediate.dense", config.intermediateSize(), h);
			linear(parameters, prefix + "output.dense", h, config.intermediateSize());
			norm(parameters, prefix + "output.LayerNorm", h);
		}
		return parameters;
	}

	private static void linear(List<Parameter> parameters, String module, long outputs, long inputs) {
		add(parameters, module + ".weight", outputs, inputs);
		add(parameters, module + ".bias", outputs);
	}

	private static void norm(List<Parameter> parameters, String module, long size) {
		add(parameters, module + ".weight", size);
		add(parameters, module + ".bias", size);
	}

	private static void add(List<Parameter> parameters, String name, long... shape) {
		parameters.add(new Parameter(name, shape));
	}

}
