package io.mtdnn.tokenization;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * BERT's original vocabulary: one word piece per line, its id the line number from 0. The newer {@code tokenizer.json}
 * is made from it.
 */
record VocabularyFile(Path file) {

	private static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");

	/**
	 * @param config {@code tokenizer_config.json}, or null. Where it does not say {@code do_lower_case}, a vocabulary
	 * without a single capital letter is taken for a lower-cased one.
	 */
	ObjectNode toTokenizer(ObjectNode config) {
		List<String> pieces = read();
		ObjectNode tokenizer = JsonNodeFactory.instance.objectNode();
		tokenizer.put("version", "1.0");
		tokenizer.set("added_tokens", addedTokens(pieces));
		tokenizer.set("normalizer", normalizer(config, pieces));
		tokenizer.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
		tokenizer.putNull("post_processor");
		tokenizer.putObject("decoder").put("type", "WordPiece").put("prefix", "##").put("cleanup", true);
		tokenizer.set("model", model(pieces));
		return tokenizer;
	}

	private List<String> read() {
		try {
			return Files.readAllLines(this.file);
		}
		catch (IOException ex) {
			throw new TokenizerException(
					this.file + " cannot be read (neither it nor a tokenizer.json beside it): " + ex.getMessage(), ex);
		}
	}

	private static ObjectNode normalizer(ObjectNode config, List<String> pieces) {
		JsonNode settings = (config != null) ? config : JsonNodeFactory.instance.objectNode();
		ObjectNode normalizer = JsonNodeFactory.instance.objectNode();
		normalizer.put("type", "BertNormalizer").put("clean_text", true);
		normalizer.put("handle_chinese_chars", settings.path("tokenize_chinese_chars").asBoolean(true));
		JsonNode stripAccents = settings.path("strip_accents");
		if (stripAccents.isBoolean()) {
			normalizer.put("strip_accents", stripAccents.booleanValue());
		}
		else {
			normalizer.putNull("strip_accents");
		}
		normalizer.put("lowercase", settings.path("do_lower_case").asBoolean(lowerCased(pieces)));
		return normalizer;
	}

	private static boolean lowerCased(List<String> pieces) {
		return pieces.stream()
			.filter((piece) -> !piece.startsWith("["))
			.noneMatch((piece) -> piece.codePoints().anyMatch(Character::isUpperCase));
	}

	private static ArrayNode addedTokens(List<String> pieces) {
		ArrayNode added = JsonNodeFactory.instance.arrayNode();
		for (String special : SPECIAL) {
			int id = pieces.indexOf(special);
			if (id >= 0) {
				ObjectNode token = added.addObject().put("id", id).put("content", special).put("special", true);
				List.of("single_word", "lstrip", "rstrip", "normalized").forEach((name) -> token.put(name, false));
			}
		}
		return added;
	}

	private static ObjectNode model(List<String> pieces) {
		ObjectNode model = JsonNodeFactory.instance.objectNode();
		model.put("type", "WordPiece").put("unk_token", "[UNK]");
		model.put("continuing_subword_prefix", "##").put("max_input_chars_per_word", 100);
		ObjectNode vocabulary = model.putObject("vocab");
		for (int id = 0; id < pieces.size(); id++) {
			vocabulary.put(pieces.get(id), id);
		}
		return model;
	}

}
