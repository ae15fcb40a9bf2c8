package io.mtdnn.tokenization;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.mtdnn.task.Excerpt;
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
 * @param values {@code tokenizer_config.json}, overruled by
 * {@code special_tokens_map.json} as in transformers
 * @param tokenizerClass the class that they name
 */
record TokenizerSettings(TokenizerFiles files, ObjectNode values, String tokenizerClass) {

	static final String LOWER_CASE = "do_lower_case";

	static final String STRIP_ACCENTS = "strip_accents";

	static final String CHINESE = "tokenize_chinese_chars";

	static final String DECODER = "added_tokens_decoder";

	private static final String CLASS = "tokenizer_class";

	private static final String ADDITIONAL = "additional_special_tokens";

	private static final String BERT = "BertTokenizer";

	/** The class that uses {@code tokenizer.json} unchanged. */
	static final String GENERIC = "PreTrainedTokenizerFast";

	/** Classes with the same code as BERT's in transformers. */
	private static final Set<String> BERTS = Set.of(BERT, "DistilBertTokenizer", "ElectraTokenizer");

	private static final List<String> FLAGS = List.of("lstrip", "rstrip", "single_word", "normalized");

	static TokenizerSettings read(TokenizerFiles files) {
		ObjectNode values = orEmpty(files.json(TokenizerFileNames.CONFIGURATION));
		if (!values.has(DECODER)) {
			values.setAll(orEmpty(files.json(TokenizerFileNames.SPECIAL_TOKENS)));
		}
		TokenizerSettings settings = new TokenizerSettings(files, values, tokenizerClass(files, values));
		settings.refuseWhatIsNotSupported();
		return settings;
	}

	/**
	 * The settings of a trained model, used unchanged. A model without
	 * {@code tokenizer.json} is from an earlier version, which tokenised text only
	 * according to these settings and treated a vocabulary without capitals as
	 * lower-cased.
	 */
	static TokenizerSettings ofBundle(TokenizerFiles files) {
		ObjectNode values = orEmpty(files.json(TokenizerFileNames.CONFIGURATION));
		if (files.has(TokenizerFileNames.TOKENIZER) || !files.has(TokenizerFileNames.VOCABULARY)) {
			return new TokenizerSettings(files, values, GENERIC);
		}
		List<String> pieces = files.lines();
		values.retain(LOWER_CASE, STRIP_ACCENTS, CHINESE, SpecialToken.CLS.role(), SpecialToken.SEP.role(),
				SpecialToken.PAD.role(), SpecialToken.MASK.role());
		if (!values.path(LOWER_CASE).isBoolean()) {
			values.put(LOWER_CASE, Casing.withoutCapitals(pieces));
		}
		if (!pieces.contains(SpecialToken.MASK.usual())) {
			values.putNull(SpecialToken.MASK.role());
		}
		return new TokenizerSettings(files, values, BERT);
	}

	private static ObjectNode orEmpty(@Nullable ObjectNode json) {
		return (json != null) ? json : JsonNodeFactory.instance.objectNode();
	}

	private static String tokenizerClass(TokenizerFiles files, ObjectNode values) {
		JsonNode named = values.path(CLASS);
		if (named.isNull() || named.isMissingNode()) {
			named = orEmpty(files.json(TokenizerFiles.MODEL)).path(CLASS);
		}
		String name = (named.isNull() || named.isMissingNode()) ? BERT : named.asString(String.valueOf(named));
		return name.equals(GENERIC) || !name.endsWith("Fast") ? name : name.substring(0, name.length() - 4);
	}

	private void refuseWhatIsNotSupported() {
		if (!generic() && !BERTS.contains(this.tokenizerClass)) {
			throw fault("names the " + CLASS + " '" + Excerpt.of(this.tokenizerClass)
					+ "', which is not supported, only " + BERT + " and " + GENERIC);
		}
		if (this.values.has("auto_map")) {
			throw fault("has an auto_map: a tokenizer with code of its own is not supported");
		}
		if (!this.values.path("extra_special_tokens").isEmpty()) {
			throw fault("has extra_special_tokens, which are not supported; list them in " + DECODER);
		}
	}

	/**
	 * Whether {@code tokenizer.json} is used unchanged, ignoring the settings.
	 */
	boolean generic() {
		return this.tokenizerClass.equals(GENERIC);
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
				: special.usual();
	}

	/** The texts of special tokens apart from the usual ones. */
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
			.filter((flag) -> !generic() && token.path(flag).asBoolean(false))
			.findFirst()
			.ifPresent((flag) -> {
				throw fault("has the " + setting + " '" + content.stringValue() + "' with " + flag
						+ ", which is not supported");
			});
		return content.stringValue();
	}

	TokenizerException fault(String what) {
		return this.files.fault(TokenizerFileNames.CONFIGURATION, what);
	}

}
