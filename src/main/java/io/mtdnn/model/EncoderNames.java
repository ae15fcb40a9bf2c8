package io.mtdnn.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Names and shapes of a BERT encoder's parameters, as Hugging Face's BertModel has them.
 */
final class EncoderNames {

	static final String WORDS = "embeddings.word_embeddings.weight";

	static final String POSITIONS = "embeddings.position_embeddings.weight";

	static final String TYPES = "embeddings.token_type_embeddings.weight";

	static final String EMBEDDING_NORM = "embeddings.LayerNorm";

	private EncoderNames() {
	}

	static String layer(int layer) {
		return "encoder.layer." + layer + ".";
	}

	static String query(int layer) {
		return layer(layer) + "attention.self.query";
	}

	/** The modules behind the attention, in the order of computation. */
	static List<String> afterAttention(int layer) {
		String prefix = layer(layer);
		return List.of(prefix + "attention.output.dense", prefix + "attention.output.LayerNorm",
				prefix + "intermediate.dense", prefix + "output.dense", prefix + "output.LayerNorm");
	}

	/**
	 * All parameters; query, key and value of a layer follow each other. The offsets mean
	 * nothing yet.
	 */
	static List<Slot> shapes(BertConfig config) {
		long h = config.hiddenSize();
		List<Slot> shapes = new ArrayList<>();
		add(shapes, WORDS, config.vocabularySize(), h);
		add(shapes, POSITIONS, config.maxPositions(), h);
		add(shapes, TYPES, config.typeVocabularySize(), h);
		norm(shapes, EMBEDDING_NORM, h);
		for (int i = 0; i < config.layers(); i++) {
			String prefix = layer(i);
			for (String part : List.of("query", "key", "value")) {
				linear(shapes, prefix + "attention.self." + part, h, h);
			}
			linear(shapes, prefix + "attention.output.dense", h, h);
			norm(shapes, prefix + "attention.output.LayerNorm", h);
			linear(shapes, prefix + "intermediate.dense", config.intermediateSize(), h);
			linear(shapes, prefix + "output.dense", h, config.intermediateSize());
			norm(shapes, prefix + "output.LayerNorm", h);
		}
		return shapes;
	}

	private static void linear(List<Slot> shapes, String module, long outputs, long inputs) {
		add(shapes, module + ".weight", outputs, inputs);
		add(shapes, module + ".bias", outputs);
	}

	private static void norm(List<Slot> shapes, String module, long size) {
		add(shapes, module + ".weight", size);
		add(shapes, module + ".bias", size);
	}

	private static void add(List<Slot> shapes, String name, long... shape) {
		shapes.add(new Slot(name, shape, 0));
	}

}
