package io.mtdnn.tokenization.huggingface;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The vocabulary of a {@code tokenizer.json}: an object of ids, or a list of pieces. */
final class PieceIds {

	private PieceIds() {
	}

	/**
	 * The id of each piece.
	 * @return the vocabulary itself if it is an object; empty if it is neither
	 */
	static ObjectNode of(JsonNode tokenizer) {
		JsonNode vocabulary = tokenizer.path("model").path("vocab");
		if (vocabulary instanceof ObjectNode object) {
			return object;
		}
		ObjectNode ids = JsonNodeFactory.instance.objectNode();
		for (int id = 0; vocabulary.isArray() && id < vocabulary.size(); id++) {
			ids.put(vocabulary.path(id).path(0).asString(""), id);
		}
		return ids;
	}

}
