package io.mtdnn.tokenization;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Splits text into the word pieces of one encoder's vocabulary. Implementations are safe
 * for concurrent use.
 */
public interface WordPieceTokenizer extends AutoCloseable {

	/**
	 * Splits a text, without adding special tokens and without truncation.
	 * @param text any text, possibly empty; lone surrogates are treated as U+FFFD, which
	 * BERT's normalizer removes
	 * @return its pieces with offsets into {@code text}
	 */
	WordPieces split(String text);

	/** The text of the piece with an id, such as {@code ##ing}. */
	String piece(int id);

	/** The structure of the encoder's input rows. */
	RowTemplate rows();

	/** One more than the largest id that a piece can have. */
	int vocabularySize();

	/**
	 * Writes files from which this service and transformers open the same tokenizer:
	 * {@code tokenizer.json}, {@code tokenizer_config.json} and, for a WordPiece
	 * vocabulary whose ids have no gaps, {@code vocab.txt}.
	 */
	void write(Path directory) throws IOException;

	/**
	 * A hash of the tokenizer's definition. Tokenizers with the same hash split every
	 * text identically, so caches of tokenised text use it.
	 * @return SHA-256 in hexadecimal
	 */
	String contentHash();

	@Override
	void close();

}
