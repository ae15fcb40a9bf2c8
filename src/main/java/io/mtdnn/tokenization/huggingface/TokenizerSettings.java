package io.mtdnn.tokenization.huggingface;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.mtdnn.task.Excerpt;
import io.mtdnn.tokenization.SpecialToken;
import io.mtdnn.tokenization.TokenizerException;
import io.mtdnn.tokenization.TokenizerFileNames;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The settings of a tokenizer in {@code tokenizer_config.json},
 * {@code special_tokens_map.json} and {@code config.json}, read as transformers 4 and 5
 * read them.
 *
 * @param files the files
 * @param values {@code tokenizer_config.json}; if it has no {@code added_tokens_decoder},
 * {@code special_tokens_map.json} takes precedence, as in transformers
 * @param family the family of the class that the files name
 */
record TokenizerSettings(TokenizerFiles files, ObjectNode values, TokenizerFamily family) {

	static final String LOWER_CASE = "do_lower_case";

	static final String STRIP_ACCENTS = "strip_accents";

	static final String CHINESE = "tokenize_chinese_chars";

	static final String DECODER = "added_tokens_decoder";

	private static final String CLASS = "tokenizer_class";

	private static final String ADDITIONAL = "additional_special_tokens";

	private static final String LSTRIP = "lstrip";

	private static final String FAST = "Fast";

	private static final List<String> FLAGS = List.of(LSTRIP, "rstrip", "single_word", "normalized");

	static TokenizerSettings read(TokenizerFiles files) {
		ObjectNode values = orEmpty(files.json(TokenizerFileNames.CONFIGURATION));
		if (!values.has(DECODER)) {
			values.setAll(orEmpty(files.json(TokenizerFileNames.SPECIAL_TOKENS)));
		}
		TokenizerSettings settings = new TokenizerSettings(files, values, family(files, values));
		settings.rejectUnsupported();
		return settings;
	}

	/**
	 * The settings of a bundle, used unchanged. A bundle without {@code tokenizer.json}
	 * is from an earlier version, which used only the settings that are retained here and
	 * treated a vocabulary without capitals as lower-cased.
	 */
	static TokenizerSettings ofBundle(TokenizerFiles files) {
		ObjectNode values = orEmpty(files.json(TokenizerFileNames.CONFIGURATION));
		if (files.has(TokenizerFileNames.TOKENIZER) || !files.has(TokenizerFileNames.VOCABULARY)) {
			return new TokenizerSettings(files, values, TokenizerFamily.GENERIC);
		}
		List<String> pieces = files.lines(TokenizerFileNames.VOCABULARY);
		values.retain(LOWER_CASE, STRIP_ACCENTS, CHINESE, SpecialToken.CLS.role(), SpecialToken.SEP.role(),
				SpecialToken.PAD.role(), SpecialToken.MASK.role());
		if (!values.path(LOWER_CASE).isBoolean()) {
			values.put(LOWER_CASE, Casing.withoutCapitals(pieces));
		}
		if (!pieces.contains(SpecialToken.MASK.usual())) {
			values.putNull(SpecialToken.MASK.role());
		}
		return new TokenizerSettings(files, values, TokenizerFamily.WORD_PIECES);
	}

	private static ObjectNode orEmpty(@Nullable ObjectNode json) {
		return (json != null) ? json : JsonNodeFactory.instance.objectNode();
	}

	private static TokenizerFamily family(TokenizerFiles files, ObjectNode values) {
		JsonNode named = values.path(CLASS);
		ObjectNode model = orEmpty(files.json(TokenizerFiles.MODEL));
		if (named.isNull() || named.isMissingNode()) {
			named = model.path(CLASS);
		}
		if (named.isNull() || named.isMissingNode()) {
			return TokenizerFamily.ofModel(model.path("model_type").asString(""));
		}
		String name = named.asString(String.valueOf(named));
		String slow = name.endsWith(FAST) ? name.substring(0, name.length() - FAST.length()) : name;
		return TokenizerFamily.of(name)
			.or(() -> TokenizerFamily.of(slow))
			.orElseThrow(() -> files.fault(TokenizerFileNames.CONFIGURATION, "names the " + CLASS + " '"
					+ Excerpt.of(slow) + "', which is not supported, only " + TokenizerFamily.known()));
	}

	private void rejectUnsupported() {
		requireSame("bos_token", SpecialToken.CLS);
		requireSame("eos_token", SpecialToken.SEP);
		if (this.values.has("auto_map")) {
			throw fault("has an auto_map: tokenizers with their own code are not supported");
		}
		if (!this.values.path("extra_special_tokens").isEmpty()) {
			throw fault("has extra_special_tokens, which are not supported; list them in " + DECODER);
		}
	}

	/**
	 * Requires that the tokens that begin and end a text are those of rows. BERT's
	 * classes do not use the former.
	 */
	private void requireSame(String setting, SpecialToken token) {
		if (this.family.robertas() && this.values.has(setting)
				&& !Objects.equals(content(setting, this.values.path(setting)), token(token))) {
			throw fault("has " + setting + " " + Excerpt.of(this.values.path(setting).toString())
					+ ", which differs from " + token.role() + "; this is not supported");
		}
	}

	/**
	 * Whether {@code tokenizer.json} is used unchanged, so that the settings have no
	 * effect.
	 */
	boolean generic() {
		return this.family == TokenizerFamily.GENERIC;
	}

	/** Whether the settings define how a token is matched. */
	boolean declared(SpecialToken special) {
		return this.values.path(special.role()).has(LSTRIP);
	}

	/** Whether a token includes the white space before it ({@code lstrip}). */
	boolean takesSpace(SpecialToken special) {
		return this.values.path(special.role()).path(LSTRIP).asBoolean(false);
	}

	boolean has(String setting) {
		return this.values.has(setting);
	}

	/**
	 * A setting's value.
	 * @param otherwise the default; null for a setting that may be null
	 */
	@Nullable Boolean flag(String setting, @Nullable Boolean otherwise) {
		JsonNode value = this.values.path(setting);
		if (value.isBoolean()) {
			return value.booleanValue();
		}
		if (value.isMissingNode() || (value.isNull() && otherwise == null)) {
			return otherwise;
		}
		throw fault("has " + setting + " " + Excerpt.of(value.toString()) + ", expected true or false");
	}

	/** A special token's text; null if the settings define none. */
	@Nullable String token(SpecialToken special) {
		return this.values.has(special.role()) ? content(special.role(), this.values.path(special.role()))
				: this.family.tokens().get(special);
	}

	/** The texts of special tokens other than those of {@link SpecialToken}. */
	List<String> additionalTokens() {
		List<String> tokens = new ArrayList<>();
		this.values.path(ADDITIONAL).forEach((token) -> tokens.add(content(ADDITIONAL, token)));
		return tokens;
	}

	/** Reads a token, given as text or as an object with its text in {@code content}. */
	private @Nullable String content(String setting, JsonNode token) {
		if (token.isNull()) {
			return null;
		}
		JsonNode content = token.isObject() ? token.path("content") : token;
		if (!content.isString() || content.stringValue().isEmpty()) {
			throw fault("has " + setting + " " + Excerpt.of(token.toString()) + ", expected a token");
		}
		FLAGS.stream()
			.filter((flag) -> !generic() && !allowed(setting, flag) && token.path(flag).asBoolean(false))
			.findFirst()
			.ifPresent((flag) -> {
				throw fault("has the " + setting + " '" + content.stringValue() + "' with " + flag
						+ ", which is not supported");
			});
		return content.stringValue();
	}

	/**
	 * Whether a token may have a flag: only RoBERTa's mask may include the space before
	 * it.
	 */
	private boolean allowed(String setting, String flag) {
		return this.family.robertas() && setting.equals(SpecialToken.MASK.role()) && flag.equals(LSTRIP);
	}

	TokenizerException fault(String what) {
		return this.files.fault(TokenizerFileNames.CONFIGURATION, what);
	}

}
