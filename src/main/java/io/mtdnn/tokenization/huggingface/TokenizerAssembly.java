package io.mtdnn.tokenization.huggingface;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.mtdnn.task.Excerpt;
import io.mtdnn.tokenization.RowTemplate;
import io.mtdnn.tokenization.SpecialToken;
import io.mtdnn.tokenization.TokenizerException;
import io.mtdnn.tokenization.TokenizerFileNames;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Assembles the {@code tokenizer.json} of a directory as transformers'
 * {@code AutoTokenizer} (4.57 and 5.18) does. If the two versions differ, or if files
 * contradict each other and no rule resolves this, the directory is rejected. This class
 * uses the file unchanged; its subclasses apply the settings that other classes of
 * transformers apply.
 */
class TokenizerAssembly {

	/**
	 * A setting that takes precedence over its value in {@code tokenizer.json}.
	 *
	 * @param setting its name in {@code tokenizer_config.json}
	 * @param inJson its name in {@code tokenizer.json}
	 * @param usual its default in transformers
	 */
	record Option(String setting, String inJson, @Nullable Boolean usual) {

	}

	private final TokenizerFiles files;

	private final TokenizerSettings settings;

	TokenizerAssembly(TokenizerFiles files, TokenizerSettings settings) {
		this.files = files;
		this.settings = settings;
	}

	/**
	 * The complete tokenizer.
	 * @throws TokenizerException when the files are missing, invalid or ambiguous
	 */
	final ObjectNode assemble() {
		ObjectNode given = this.files.json(TokenizerFileNames.TOKENIZER);
		if (given != null) {
			requireVocabulary(given);
			check(given);
		}
		ObjectNode tokenizer = (given != null) ? given : ofVocabulary();
		AddedTokens.complete(tokenizer, this.files, this.settings);
		complete(tokenizer);
		return tokenizer;
	}

	/** Rejects a file that the two versions of transformers interpret differently. */
	void check(ObjectNode tokenizer) {
	}

	/** Creates a tokenizer without added tokens from a vocabulary. */
	ObjectNode ofVocabulary() {
		throw this.settings.fault("names the tokenizer_class '" + this.settings.family().tokenizerClass()
				+ "', which requires a " + TokenizerFileNames.TOKENIZER);
	}

	/** Writes the settings into a tokenizer that has all its tokens. */
	void complete(ObjectNode tokenizer) {
	}

	/**
	 * Checks the structure of the rows.
	 * @param rows structure of the rows; null if the file has no post-processor, in which
	 * case it is that of BERT
	 */
	void checkRows(@Nullable RowTemplate rows) {
	}

	/** The values of the settings that take precedence over {@code tokenizer.json}. */
	Map<String, @Nullable Boolean> options() {
		return Map.of();
	}

	/**
	 * The configuration with which transformers interprets the assembled file in the same
	 * way.
	 */
	final Map<String, @Nullable Object> configuration() {
		Map<String, @Nullable Object> configuration = new LinkedHashMap<>();
		configuration.put("tokenizer_class", this.settings.family().tokenizerClass());
		configuration.putAll(options());
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

	private void requireVocabulary(ObjectNode tokenizer) {
		JsonNode vocabulary = PieceIds.of(tokenizer);
		if (vocabulary.isEmpty()) {
			throw this.files.fault(TokenizerFileNames.TOKENIZER,
					"has no vocabulary of word pieces and ids (model.vocab); its" + " model has the type "
							+ Excerpt.of(tokenizer.path("model").path("type").toString()));
		}
		requireIds(TokenizerFileNames.TOKENIZER, vocabulary);
	}

	/** Requires that each piece of a vocabulary has an id. */
	final void requireIds(String file, JsonNode vocabulary) {
		vocabulary.properties()
			.stream()
			.filter((piece) -> !piece.getValue().isInt() || piece.getValue().intValue() < 0)
			.findFirst()
			.ifPresent((piece) -> {
				throw this.files.fault(file, "has the word piece '" + Excerpt.of(piece.getKey()) + "' with the id "
						+ Excerpt.of(piece.getValue().toString()) + ", expected a whole number");
			});
	}

	/**
	 * Rejects an unusual component, which transformers 4 reads from the file and
	 * transformers 5 ignores.
	 */
	final void require(ObjectNode tokenizer, String path, @Nullable Object expected, boolean mustBeThere) {
		JsonNode actual = tokenizer.at(path);
		String found = actual.isString() ? actual.stringValue() : actual.toString();
		if (mustBeThere ? !found.equals(String.valueOf(expected))
				: !actual.isMissingNode() && !found.equals(String.valueOf(expected))) {
			throw unusual(path.substring(1).replace('/', '.') + " "
					+ (actual.isMissingNode() ? "left out" : Excerpt.of(found)) + ", expected " + expected);
		}
	}

	final TokenizerException unusual(String what) {
		return this.files.fault(TokenizerFileNames.TOKENIZER,
				"has " + what + "; if this is intended, write {\"tokenizer_class\": \""
						+ TokenizerFamily.GENERIC.tokenizerClass() + "\"} into " + TokenizerFileNames.CONFIGURATION);
	}

	/**
	 * Rejects a value that differs from the default. Transformers uses the default
	 * regardless of this file, and only the user knows which of the two is intended.
	 */
	final void requireAgreement(Option option, JsonNode inJson) {
		Boolean value = inJson.isBoolean() ? Boolean.valueOf(inJson.booleanValue()) : null;
		boolean declared = !inJson.isMissingNode() && !Objects.equals(value, option.usual());
		if (declared && !this.settings.has(option.setting())) {
			throw this.files.fault(TokenizerFileNames.TOKENIZER,
					"has " + option.inJson() + " " + inJson + ", but transformers uses " + option.usual() + " unless "
							+ TokenizerFileNames.CONFIGURATION + " has " + option.setting() + "; write {\""
							+ option.setting() + "\": " + inJson + "} into that file, or " + option.usual());
		}
	}

	/**
	 * Rejects a mask token without {@code lstrip}, which transformers 4 sets and
	 * transformers 5 does not.
	 */
	final void requireMaskWithSpace(ObjectNode tokenizer) {
		String mask = this.settings.token(SpecialToken.MASK);
		boolean leavesSpace = tokenizer.path("added_tokens")
			.valueStream()
			.anyMatch((token) -> token.path("content").asString("").equals(mask)
					&& !token.path("lstrip").asBoolean(false));
		if (leavesSpace && !this.settings.has(SpecialToken.MASK.role())) {
			throw this.files.fault(TokenizerFileNames.TOKENIZER,
					"has the mask_token " + mask + " without lstrip, but transformers 4 uses it unless "
							+ TokenizerFileNames.CONFIGURATION + " has mask_token; write {\"mask_token\": \"" + mask
							+ "\"} into that file");
		}
	}

	final @Nullable Boolean value(Option option) {
		return this.settings.flag(option.setting(), option.usual());
	}

	final TokenizerFiles files() {
		return this.files;
	}

	final TokenizerSettings settings() {
		return this.settings;
	}

}
