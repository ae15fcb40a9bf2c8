package io.mtdnn.tokenization;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.mtdnn.files.Digests;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a tokenizer is made of, read from a Hugging Face directory.
 *
 * @param json a {@code tokenizer.json} without truncation and padding
 */
record TokenizerDefinition(String json, int clsId, int sepId, int padId) {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	static TokenizerDefinition read(Path directory) {
		ObjectNode config = readIfPresent(directory.resolve("tokenizer_config.json"));
		Path file = directory.resolve("tokenizer.json");
		ObjectNode tokenizer = readIfPresent(file);
		if (tokenizer == null) {
			file = directory.resolve("vocab.txt");
			tokenizer = new VocabularyFile(file).toTokenizer(config);
		}
		tokenizer.putNull("truncation");
		tokenizer.putNull("padding");
		return new TokenizerDefinition(JSON.writeValueAsString(tokenizer),
				specialId(file, tokenizer, config, "cls_token", "[CLS]"),
				specialId(file, tokenizer, config, "sep_token", "[SEP]"),
				specialId(file, tokenizer, config, "pad_token", "[PAD]"));
	}

	/** SHA-256 of the definition. */
	String contentHash() {
		return Digests.sha256(this.json);
	}

	private static ObjectNode readIfPresent(Path file) {
		if (!Files.exists(file)) {
			return null;
		}
		try {
			if (JSON.readTree(Files.readString(file)) instanceof ObjectNode object) {
				return object;
			}
			throw new TokenizerException(file + ": expected a JSON object");
		}
		catch (IOException | JacksonException ex) {
			throw new TokenizerException(file + " cannot be read: " + ex.getMessage(), ex);
		}
	}

	private static int specialId(Path file, ObjectNode tokenizer, ObjectNode config, String role, String usual) {
		String token = (config != null) ? configured(config.path(role), usual) : usual;
		JsonNode id = tokenizer.path("model").path("vocab").path(token);
		for (JsonNode added : tokenizer.path("added_tokens")) {
			if (token.equals(added.path("content").asString(""))) {
				id = added.path("id");
			}
		}
		if (!id.isInt()) {
			throw new TokenizerException(file + ": the vocabulary has no " + token);
		}
		return id.intValue();
	}

	/** A special token is given as text or as an object with its text as {@code content}. */
	private static String configured(JsonNode token, String usual) {
		return token.isObject() ? token.path("content").asString(usual) : token.asString(usual);
	}

}
