package io.mtdnn.tokenization.huggingface;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.mtdnn.task.Excerpt;
import io.mtdnn.tokenization.BertTokenizerJson;
import io.mtdnn.tokenization.RowTemplate;
import io.mtdnn.tokenization.SpecialToken;
import io.mtdnn.tokenization.TokenizerException;
import io.mtdnn.tokenization.TokenizerFileNames;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** BERT's tokenizer: WordPiece, with a normalizer that the settings define. */
final class WordPieceAssembly extends TokenizerAssembly {

	private static final Option LOWER_CASE = new Option(TokenizerSettings.LOWER_CASE, "lowercase", true);

	private static final Option STRIP_ACCENTS = new Option(TokenizerSettings.STRIP_ACCENTS, "strip_accents", null);

	private static final Option CHINESE = new Option(TokenizerSettings.CHINESE, "handle_chinese_chars", true);

	private static final List<Option> OPTIONS = List.of(LOWER_CASE, STRIP_ACCENTS, CHINESE);

	WordPieceAssembly(TokenizerFiles files, TokenizerSettings settings) {
		super(files, settings);
	}

	@Override
	void check(ObjectNode tokenizer) {
		require(tokenizer, "/model/type", "WordPiece", false);
		require(tokenizer, "/normalizer/type", "BertNormalizer", true);
		require(tokenizer, "/normalizer/clean_text", true, false);
		require(tokenizer, "/pre_tokenizer/type", "BertPreTokenizer", true);
		require(tokenizer, "/model/continuing_subword_prefix", BertTokenizerJson.PREFIX, false);
		require(tokenizer, "/model/max_input_chars_per_word", BertTokenizerJson.LONGEST_WORD, false);
		require(tokenizer, "/model/unk_token", settings().token(SpecialToken.UNKNOWN), false);
		OPTIONS.forEach((option) -> requireAgreement(option, tokenizer.path("normalizer").path(option.inJson())));
	}

	@Override
	ObjectNode ofVocabulary() {
		if (!files().has(TokenizerFileNames.VOCABULARY)) {
			throw new TokenizerException("there is neither " + files().name(TokenizerFileNames.TOKENIZER) + " nor "
					+ TokenizerFileNames.VOCABULARY);
		}
		List<String> pieces = files().lines(TokenizerFileNames.VOCABULARY);
		requirePlain(pieces);
		requireCasing(pieces);
		return BertTokenizerJson.of(pieces, settings().token(SpecialToken.UNKNOWN));
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
				throw files().fault(TokenizerFileNames.VOCABULARY,
						"has white space after the piece in line " + (line + 1) + "; remove it");
			}
		}
	}

	private void requireCasing(List<String> pieces) {
		if (settings().has(TokenizerSettings.LOWER_CASE)) {
			return;
		}
		Boolean stripAccents = value(STRIP_ACCENTS);
		String piece = Casing.unreachable(pieces, stripAccents == null || stripAccents);
		if (piece != null) {
			throw files().fault(TokenizerFileNames.VOCABULARY,
					"has pieces with capitals or accents, such as '" + Excerpt.of(piece)
							+ "', which cannot occur in lower-cased text, but transformers lower-cases unless "
							+ TokenizerFileNames.CONFIGURATION
							+ " states otherwise; write {\"do_lower_case\": false} into that file if the"
							+ " model is cased, {\"do_lower_case\": true} if it is not");
		}
	}

	@Override
	void complete(ObjectNode tokenizer) {
		BertTokenizerJson.normalizer(tokenizer, Objects.requireNonNull(value(LOWER_CASE)), value(STRIP_ACCENTS),
				Objects.requireNonNull(value(CHINESE)));
	}

	/** Rejects rows that transformers 4 builds and transformers 5 does not. */
	@Override
	void checkRows(@Nullable RowTemplate rows) {
		if (rows != null && !(rows.typed() && rows.pairTokens() == 3)) {
			throw unusual("a post_processor that builds rows other than [CLS] A [SEP] B [SEP]");
		}
	}

	@Override
	Map<String, @Nullable Boolean> options() {
		Map<String, @Nullable Boolean> options = new LinkedHashMap<>();
		OPTIONS.forEach((option) -> options.put(option.setting(), value(option)));
		return options;
	}

}
