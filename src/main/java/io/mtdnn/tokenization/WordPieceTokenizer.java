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
	 * @param text any text, also empty; lone surrogates are dropped like other characters
	 * that stand for nothing
	 * @return its pieces with offsets into {@code text}
	 */
	WordPieces split(String text);

	/** The text of the piece with an id, such as {@code ##ing}. */
	String piece(int id);

	int clsId();

	int sepId();

	/** One more than the largest id that a piece can have. */
	int vocabularySize();

	/**
	 * Writes the files from which this tokenizer, and the same one in transformers, can
	 * be opened: {@code tokenizer.json}, {@code tokenizer_config.json} and, where ids
	 * have no gaps, {@code vocab.txt}.
	 */
	void write(Path directory) throws IOException;

	/**
	 * What the tokenizer is made of, for caches of tokenised text: two tokenizers with
	 * the same hash split every text alike.
	 * @return SHA-256, hexadecimal
	 */
	String contentHash();

	@Override
	void close();

}
