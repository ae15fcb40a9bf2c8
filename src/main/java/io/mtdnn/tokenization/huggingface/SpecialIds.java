package io.mtdnn.tokenization.huggingface;

import io.mtdnn.tokenization.SpecialToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Looks up the special tokens of a {@code tokenizer.json}. */
record SpecialIds(ObjectNode tokenizer, TokenizerFiles files, TokenizerSettings settings) {

	/**
	 * The id of a token that every tokenizer must have.
	 * @throws TokenizerException when the tokenizer does not have it
	 */
	int required(SpecialToken special) {
		String token = this.settings.token(special);
		if (token == null) {
			throw this.settings.fault("has " + special.role() + " null, but the token is required");
		}
		JsonNode id = PieceIds.of(this.tokenizer).path(token);
		for (JsonNode added : this.tokenizer.path("added_tokens")) {
			if (token.equals(added.path("content").asString(""))) {
				id = added.path("id");
			}
		}
		if (!id.isInt()) {
			throw this.files.missing(token, special);
		}
		return id.intValue();
	}

	/**
	 * Requires the unknown token. Without it, the library would fail at the first unknown
	 * word.
	 */
	void requireUnknown() {
		JsonNode model = this.tokenizer.path("model");
		String unknown = model.path("unk_token").asString(null);
		boolean needed = !model.path("type").asString("").equals("BPE") && !model.path("unk_id").isInt();
		if ((unknown != null || needed) && !model.path("vocab").has(String.valueOf(unknown))) {
			throw this.files.missing(String.valueOf(unknown), SpecialToken.UNKNOWN);
		}
	}

}
