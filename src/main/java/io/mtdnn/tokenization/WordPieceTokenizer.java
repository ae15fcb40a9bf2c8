package io.mtdnn.tokenization;

/**
 * Splits text into the word pieces of one encoder's vocabulary. Implementations are safe for concurrent use.
 */
public interface WordPieceTokenizer extends AutoCloseable {

	/**
	 * Splits a text, without adding special tokens and without truncation.
	 * @param text any text, also empty; lone surrogates count as unknown characters
	 * @return its pieces with offsets into {@code text}
	 */
	WordPieces split(String text);

	int clsId();

	int sepId();

	int padId();

	@Override
	void close();

}
