package io.mtdnn.tokenization;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.mtdnn.task.Excerpt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code tokenizer.json} of a directory as transformers' {@code AutoTokenizer} (4.57
 * and 5.18) understands its files. If the two versions differ, or files contradict each
 * other without a rule to decide, the directory is rejected.
 */
final class TokenizerAssembly {

	/** A setting, its name in a normalizer, and its default in transformers. */
	private record Option(String setting, String inJson, @Nullable Boolean usual) {

	}

	private static final List<Option> OPTIONS = List.of(new Option(TokenizerSettings.LOWER_CASE, "lowercase", true),
			new Option(TokenizerSettings.STRIP_ACCENTS, "strip_accents", null),
			new Option(TokenizerSettings.CHINESE, "handle_chinese_chars", true));

	private final TokenizerFiles files;

	private final TokenizerSettings settings;

	TokenizerAssembly(TokenizerFiles files, TokenizerSettings settings) {
		this.files = files;
		this.settings = settings;
	}

	ObjectNode assemble() {
		ObjectNode given = this.files.json(TokenizerFileNames.TOKENIZER);
		ObjectNode tokenizer = (given != null) ? checked(given) : ofVocabulary();
		AddedTokens.complete(tokenizer, this.files, this.settings);
		return tokenizer;
	}

	private ObjectNode checked(ObjectNode tokenizer) {
		requireVocabulary(tokenizer);
		if (!this.settings.generic()) {
			requireBert(tokenizer);
			OPTIONS.forEach((option) -> requireAgreement(option, tokenizer.path("normalizer").path(option.inJson())));
			normalize(tokenizer);
		}
		return tokenizer;
	}

	private ObjectNode ofVocabulary() {
		if (!this.files.has(TokenizerFileNames.VOCABULARY)) {
			throw new TokenizerException("there is neither " + this.files.name(TokenizerFileNames.TOKENIZER) + " nor "
					+ TokenizerFileNames.VOCABULARY);
		}
		if (this.settings.generic()) {
			throw this.settings.fault("names the tokenizer_class '" + TokenizerSettings.GENERIC + "', which requires a "
					+ TokenizerFileNames.TOKENIZER);
		}
		List<String> pieces = this.files.lines();
		requirePlain(pieces);
		requireCasing(pieces);
		ObjectNode tokenizer = BertTokenizerJson.of(pieces, this.settings.token(SpecialToken.UNKNOWN));
		normalize(tokenizer);
		return tokenizer;
	}

	/**
	 * Rejects white space after a piece, which transformers 4 keeps and transformers 5
	 * removes.
	 */
	private void requirePlain(List<String> pieces) {
		for (int line = 0; line < pieces.size(); line++) {
			String piece = pieces.get(line);
			if (!piece.isEmpty() && Character.isWhitespace(piece.codePointBefore(piece.length()))
					&& !piece.stripTrailing().isEmpty()) {
				throw this.files.fault(TokenizerFileNames.VOCABULARY,
						"has white space after the piece in line " + (line + 1) + "; remove it");
			}
		}
	}

	private void requireCasing(List<String> pieces) {
		if (this.settings.has(TokenizerSettings.LOWER_CASE)) {
			return;
		}
		Boolean stripAccents = this.settings.flag(TokenizerSettings.STRIP_ACCENTS, null);
		String piece = Casing.unreachable(pieces, stripAccents == null || stripAccents);
		if (piece != null) {
			throw this.files.fault(TokenizerFileNames.VOCABULARY,
					"has pieces with capitals or accents, such as '" + Excerpt.of(piece)
							+ "', which cannot occur in lower-cased text, but transformers lower-cases unless "
							+ TokenizerFileNames.CONFIGURATION
							+ " says otherwise; write {\"do_lower_case\": false} into that file if the"
							+ " model is cased, {\"do_lower_case\": true} if it is not");
		}
	}

	private void requireVocabulary(ObjectNode tokenizer) {
		JsonNode vocabulary = tokenizer.path("model").path("vocab");
		if (!vocabulary.isObject() || vocabulary.isEmpty()) {
			throw this.files.fault(TokenizerFileNames.TOKENIZER,
					"has no vocabulary of word pieces and ids (model.vocab); its" + " model has the type "
							+ Excerpt.of(tokenizer.path("model").path("type").toString()));
		}
		vocabulary.properties()
			.stream()
			.filter((piece) -> !piece.getValue().isInt() || piece.getValue().intValue() < 0)
			.findFirst()
			.ifPresent((piece) -> {
				throw this.files.fault(TokenizerFileNames.TOKENIZER, "has the word piece '" + Excerpt.of(piece.getKey())
						+ "' of id " + Excerpt.of(piece.getValue().toString()) + ", expected a whole number");
			});
	}

	/**
	 * Rejects unusual components, which transformers 4 reads from the file and
	 * transformers 5 ignores.
	 */
	private void requireBert(ObjectNode tokenizer) {
		require(tokenizer, "/model/type", "WordPiece", false);
		require(tokenizer, "/normalizer/type", "BertNormalizer", true);
		require(tokenizer, "/normalizer/clean_text", true, false);
		require(tokenizer, "/pre_tokenizer/type", "BertPreTokenizer", true);
		require(tokenizer, "/model/continuing_subword_prefix", BertTokenizerJson.PREFIX, false);
		require(tokenizer, "/model/max_input_chars_per_word", BertTokenizerJson.LONGEST_WORD, false);
		require(tokenizer, "/model/unk_token", this.settings.token(SpecialToken.UNKNOWN), false);
	}

	private void require(ObjectNode tokenizer, String path, @Nullable Object expected, boolean mustBeThere) {
		JsonNode actual = tokenizer.at(path);
		String found = actual.isString() ? actual.stringValue() : actual.toString();
		if (mustBeThere ? !found.equals(String.valueOf(expected))
				: !actual.isMissingNode() && !found.equals(String.valueOf(expected))) {
			throw this.files.fault(TokenizerFileNames.TOKENIZER,
					"has " + path.substring(1).replace('/', '.') + " "
							+ (actual.isMissingNode() ? "left out" : Excerpt.of(found)) + ", expected " + expected
							+ "; if this is intended, write {\"tokenizer_class\": \"" + TokenizerSettings.GENERIC
							+ "\"} into " + TokenizerFileNames.CONFIGURATION);
		}
	}

	/**
	 * Rejects a value that differs from the default, which transformers uses regardless
	 * of the file; only the user knows which of the two is intended.
	 */
	private void requireAgreement(Option option, JsonNode inJson) {
		Boolean value = inJson.isBoolean() ? Boolean.valueOf(inJson.booleanValue()) : null;
		boolean said = !inJson.isMissingNode() && !Objects.equals(value, option.usual());
		if (said && !this.settings.has(option.setting())) {
			throw this.files.fault(TokenizerFileNames.TOKENIZER,
					"has " + option.inJson() + " " + inJson + ", but transformers uses " + option.usual() + " unless "
							+ TokenizerFileNames.CONFIGURATION + " has " + option.setting() + "; write {\""
							+ option.setting() + "\": " + inJson + "} into that file, or " + option.usual());
		}
	}

	private void normalize(ObjectNode tokenizer) {
		BertTokenizerJson.normalizer(tokenizer,
				Objects.requireNonNull(this.settings.flag(TokenizerSettings.LOWER_CASE, true)),
				this.settings.flag(TokenizerSettings.STRIP_ACCENTS, null),
				Objects.requireNonNull(this.settings.flag(TokenizerSettings.CHINESE, true)));
	}

	/**
	 * The configuration with which transformers interprets the assembled file
	 * identically.
	 */
	Map<String, @Nullable Object> configuration() {
		Map<String, @Nullable Object> configuration = new LinkedHashMap<>();
		configuration.put("tokenizer_class", this.settings.generic() ? TokenizerSettings.GENERIC : "BertTokenizer");
		if (!this.settings.generic()) {
			OPTIONS.forEach((option) -> configuration.put(option.setting(),
					this.settings.flag(option.setting(), option.usual())));
		}
		for (SpecialToken token : SpecialToken.values()) {
			if (!this.settings.generic() || this.settings.has(token.role())) {
				configuration.put(token.role(), this.settings.token(token));
			}
		}
		JsonNode longest = this.settings.values().path("model_max_length");
		if (longest.isNumber()) {
			configuration.put("model_max_length", longest);
		}
		return configuration;
	}

}
