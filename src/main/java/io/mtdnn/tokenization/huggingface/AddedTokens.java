package io.mtdnn.tokenization.huggingface;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.mtdnn.task.Excerpt;
import io.mtdnn.tokenization.BertTokenizerJson;
import io.mtdnn.tokenization.SpecialToken;
import io.mtdnn.tokenization.TokenizerException;
import io.mtdnn.tokenization.TokenizerFileNames;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Collects the tokens that are matched in a text before it is split into word pieces.
 * They are defined in up to four places. As in transformers, their ids follow those of
 * the vocabulary in order; files with other ids are rejected.
 */
final class AddedTokens {

	private final TokenizerFiles files;

	private final TokenizerSettings settings;

	private final Map<String, ObjectNode> tokens = new LinkedHashMap<>();

	private AddedTokens(TokenizerFiles files, TokenizerSettings settings) {
		this.files = files;
		this.settings = settings;
	}

	/** Adds the tokens of all places to a {@code tokenizer.json}. */
	static void complete(ObjectNode tokenizer, TokenizerFiles files, TokenizerSettings settings) {
		AddedTokens added = new AddedTokens(files, settings);
		added.addOf(tokenizer);
		if (settings.has(TokenizerSettings.DECODER)) {
			added.addDecoder();
		}
		else if (files.has(TokenizerFileNames.ADDED_TOKENS)) {
			added.addFile();
		}
		JsonNode vocabulary = PieceIds.of(tokenizer);
		added.named().forEach((special) -> added.addNamed(special, vocabulary));
		settings.additionalTokens().forEach(added::addSpecial);
		tokenizer.set("added_tokens", added.numbered(vocabulary));
	}

	private Stream<SpecialToken> named() {
		return Stream.of(SpecialToken.values())
			.filter((token) -> !this.settings.generic() || this.settings.has(token.role()))
			.filter((token) -> this.settings.token(token) != null);
	}

	private Stream<String> special() {
		return Stream.concat(named().map(this.settings::token), this.settings.additionalTokens().stream());
	}

	private void addOf(ObjectNode tokenizer) {
		for (JsonNode token : tokenizer.path("added_tokens")) {
			if (!(token instanceof ObjectNode object)) {
				throw this.files.fault(TokenizerFileNames.TOKENIZER, "has an added token that is not an object");
			}
			add(TokenizerFileNames.TOKENIZER + " (added_tokens)", object.path("content"), object.path("id"), object);
		}
	}

	private void addDecoder() {
		JsonNode decoder = this.settings.values().path(TokenizerSettings.DECODER);
		Map<String, ObjectNode> before = Map.copyOf(this.tokens);
		String place = TokenizerFileNames.CONFIGURATION + " (" + TokenizerSettings.DECODER + ")";
		decoder.properties()
			.stream()
			.sorted(Comparator.comparingInt((entry) -> id(place, entry.getKey())))
			.forEach((entry) -> {
				JsonNode token = entry.getValue();
				add(place, token.path("content"), JsonNodeFactory.instance.numberNode(id(place, entry.getKey())),
						(token instanceof ObjectNode object) ? object : null);
			});
		if (!this.settings.generic()) {
			before.keySet()
				.stream()
				.filter((content) -> decoder.valueStream()
					.noneMatch((token) -> content.equals(token.path("content").asString(null))))
				.findFirst()
				.ifPresent((content) -> {
					throw this.files.fault(TokenizerFileNames.CONFIGURATION,
							"does not contain '" + Excerpt.of(content) + "' in added_tokens_decoder, but "
									+ TokenizerFileNames.TOKENIZER + " has this added token");
				});
		}
	}

	private static int id(String place, String key) {
		try {
			return Integer.parseInt(key);
		}
		catch (NumberFormatException ex) {
			throw new TokenizerException(place + " has the id '" + Excerpt.of(key) + "', expected a number", ex);
		}
	}

	private void addFile() {
		List<String> special = special().toList();
		Objects.requireNonNull(this.files.json(TokenizerFileNames.ADDED_TOKENS))
			.properties()
			.stream()
			.sorted(Comparator.comparingInt((entry) -> entry.getValue().asInt(0)))
			.forEach((entry) -> {
				boolean isSpecial = special.contains(entry.getKey());
				add(TokenizerFileNames.ADDED_TOKENS, JsonNodeFactory.instance.stringNode(entry.getKey()),
						entry.getValue(), BertTokenizerJson.added(entry.getKey(), isSpecial));
			});
	}

	/**
	 * Adds a token. If several places define it, the first one applies; different ids are
	 * rejected.
	 */
	private void add(String place, JsonNode content, JsonNode id, @Nullable ObjectNode token) {
		if (token == null || !content.isString() || content.stringValue().isEmpty() || !id.isInt()
				|| id.intValue() < 0) {
			throw new TokenizerException(
					this.files.name(place) + " has the added token " + Excerpt.of(String.valueOf(token))
							+ " with the id " + Excerpt.of(id.toString()) + ", expected a string and a whole number");
		}
		ObjectNode known = this.tokens.putIfAbsent(content.stringValue(), complete(token, id.intValue(), place));
		if (known != null && known.path("id").intValue() != id.intValue()) {
			throw new TokenizerException(this.files.name(place) + " gives '" + Excerpt.of(content.stringValue())
					+ "' the id " + id + ", another file " + known.path("id"));
		}
	}

	private static ObjectNode complete(ObjectNode token, int id, String place) {
		boolean special = token.path("special").asBoolean(false);
		ObjectNode whole = JsonNodeFactory.instance.objectNode().put("id", id);
		whole.setAll(BertTokenizerJson.added(token.path("content").stringValue(), special));
		for (String flag : List.of("single_word", "lstrip", "rstrip", "normalized")) {
			whole.put(flag, token.path(flag).asBoolean(whole.path(flag).booleanValue()));
		}
		return whole.put("place", place);
	}

	/**
	 * Adds a special token that the settings name. Rejects one that is not defined:
	 * transformers would give it an id beyond the vocabulary, for which there are no
	 * weights.
	 */
	private void addNamed(SpecialToken special, JsonNode vocabulary) {
		String content = Objects.requireNonNull(this.settings.token(special));
		if (!vocabulary.has(content) && !this.tokens.containsKey(content)) {
			throw this.files.missing(content, special);
		}
		ObjectNode token = addSpecial(content);
		if (!token.has("place")) {
			token.put("lstrip", this.settings.takesSpace(special));
		}
	}

	private ObjectNode addSpecial(String content) {
		return this.tokens.computeIfAbsent(content, (key) -> BertTokenizerJson.added(key, true));
	}

	/**
	 * Assigns ids as the tokenizers library does, and compares them with those in the
	 * files.
	 */
	private ArrayNode numbered(JsonNode vocabulary) {
		ArrayNode numbered = JsonNodeFactory.instance.arrayNode();
		int next = vocabulary.size();
		for (Map.Entry<String, ObjectNode> token : this.tokens.entrySet()) {
			JsonNode known = vocabulary.path(token.getKey());
			int id = known.isInt() ? known.intValue() : next;
			next = Math.max(next, id + 1);
			JsonNode declared = token.getValue().path("id");
			if (declared.isInt() && declared.intValue() != id) {
				throw new TokenizerException(this.files.name(token.getValue().path("place").asString()) + " gives '"
						+ Excerpt.of(token.getKey()) + "' the id " + declared + ", but the vocabulary gives it " + id);
			}
			token.getValue().remove("place");
			numbered.addObject().put("id", id).setAll(token.getValue().put("id", id));
		}
		return numbered;
	}

}
