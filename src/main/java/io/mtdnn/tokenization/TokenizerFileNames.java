package io.mtdnn.tokenization;

import java.util.List;

/** Names of the files in a Hugging Face directory that define its tokenizer. */
public final class TokenizerFileNames {

	public static final String TOKENIZER = "tokenizer.json";

	public static final String CONFIGURATION = "tokenizer_config.json";

	public static final String VOCABULARY = "vocab.txt";

	/** The ids of the pieces of a byte-pair tokenizer. */
	public static final String PAIRS = "vocab.json";

	/** The pairs of pieces that a byte-pair tokenizer merges, by priority. */
	public static final String MERGES = "merges.txt";

	public static final String SPECIAL_TOKENS = "special_tokens_map.json";

	public static final String ADDED_TOKENS = "added_tokens.json";

	/** SentencePiece's model, which is not read. */
	public static final String SENTENCE_PIECE = "sentencepiece.bpe.model";

	/** The files that are read. A directory contains some of them. */
	public static final List<String> ALL = List.of(TOKENIZER, CONFIGURATION, VOCABULARY, SPECIAL_TOKENS, ADDED_TOKENS,
			PAIRS, MERGES);

	private TokenizerFileNames() {
	}

}
