package io.mtdnn.tokenization.huggingface;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.mtdnn.tokenization.RowTemplate;
import io.mtdnn.tokenization.SpecialToken;
import io.mtdnn.tokenization.TokenizerFileNames;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * XLM-RoBERTa's tokenizer: a unigram model, that is, pieces with probabilities (Kudo
 * 2018), as SentencePiece creates it. It requires a {@code tokenizer.json};
 * SentencePiece's own file is not read.
 */
final class UnigramAssembly extends TokenizerAssembly {

	private static final Option PREFIX = new Option("add_prefix_space", "add_prefix_space", true);

	/** The id of the unknown token that transformers 5 expects. */
	private static final int UNKNOWN = 3;

	UnigramAssembly(TokenizerFiles files, TokenizerSettings settings) {
		super(files, settings);
	}

	@Override
	void check(ObjectNode tokenizer) {
		require(tokenizer, "/model/type", "Unigram", true);
		require(tokenizer, "/model/unk_id", UNKNOWN, true);
		require(tokenizer, "/model/byte_fallback", false, false);
		if (!Objects.equals(tokenizer.at("/model/vocab/" + UNKNOWN + "/0").asString(""),
				settings().token(SpecialToken.UNKNOWN))) {
			throw unusual("a piece other than " + settings().token(SpecialToken.UNKNOWN) + " with the id " + UNKNOWN
					+ " (unk_id)");
		}
		requireMaskWithSpace(tokenizer);
		JsonNode normalizer = tokenizer.path("normalizer");
		if (normalizer.isObject() && !normalizer.path("type").asString("").equals("Precompiled")) {
			throw unusual("a normalizer, expected Precompiled or null");
		}
		require(tokenizer, "/pre_tokenizer/pretokenizers/0/type", "WhitespaceSplit", true);
		require(tokenizer, "/pre_tokenizer/pretokenizers/1/type", "Metaspace", true);
		JsonNode prefix = tokenizer.at("/pre_tokenizer/pretokenizers/1");
		if (!prefix.path("prepend_scheme").asString("always").equals("always")
				|| !prefix.path("add_prefix_space").asBoolean(true)) {
			throw unusual("a pre_tokenizer without a prefix, expected prepend_scheme always");
		}
		if (!Boolean.TRUE.equals(value(PREFIX))) {
			throw settings()
				.fault("has add_prefix_space false, which transformers 4 ignores and transformers 5 does not;"
						+ " remove it");
		}
	}

	/**
	 * Rejects a directory without {@code tokenizer.json}: SentencePiece's file is not
	 * read.
	 */
	@Override
	ObjectNode ofVocabulary() {
		throw files().fault(TokenizerFileNames.TOKENIZER, "is required"
				+ (files().has(TokenizerFileNames.SENTENCE_PIECE)
						? "; " + TokenizerFileNames.SENTENCE_PIECE + " alone is not read" : "")
				+ "; write it with transformers: AutoTokenizer.from_pretrained(folder).save_pretrained(folder)");
	}

	@Override
	void checkRows(@Nullable RowTemplate rows) {
		if (rows == null || rows.typed() || rows.pairTokens() != 4) {
			throw files().fault(TokenizerFileNames.TOKENIZER,
					"has a post_processor that builds rows other than <s> A </s></s> B </s>");
		}
	}

	@Override
	Map<String, @Nullable Boolean> options() {
		Map<String, @Nullable Boolean> options = new LinkedHashMap<>();
		options.put(PREFIX.setting(), value(PREFIX));
		return options;
	}

}
