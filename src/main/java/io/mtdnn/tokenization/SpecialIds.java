package io.mtdnn.tokenization;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The special tokens of a {@code tokenizer.json}. */
record SpecialIds(ObjectNode tokenizer, TokenizerFiles files, TokenizerSettings settings) {

	/** The id of a token without which no input can be made. */
	int required(SpecialToken special) {
		String token = this.settings.token(special);
		if (token == null) {
			throw this.settings.fault("has " + special.role() + " null, but the token is needed");
		}
		JsonNode id = this.tokenizer.path("model").path("vocab").path(token);
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

	/** Without it the library fails at the first word that it does not know. */
	void requireUnknown() {
		JsonNode model = this.tokenizer.path("model");
		String unknown = model.path("unk_token").asString(null);
		boolean needed = !model.path("type").asString("").equals("BPE");
		if ((unknown != null || needed) && !model.path("vocab").has(String.valueOf(unknown))) {
			throw this.files.missing(String.valueOf(unknown), SpecialToken.UNKNOWN);
		}
	}

}
