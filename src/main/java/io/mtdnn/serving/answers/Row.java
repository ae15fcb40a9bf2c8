package io.mtdnn.serving.answers;

import io.mtdnn.task.TokenSequence;
import io.mtdnn.tokenization.SentenceRows;
import io.mtdnn.tokenization.WordPieceTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * One or two sentences as an input row.
 *
 * @param sequence the row
 * @param droppedPieces number of pieces that were cut off
 */
record Row(TokenSequence sequence, int droppedPieces) {

	/**
	 * Builds the row of a sentence or a pair of sentences.
	 * @param second the second sentence; null for a single one
	 */
	static Row of(String first, @Nullable String second, int maxSequenceLength, WordPieceTokenizer tokenizer) {
		int[] pieces = tokenizer.split(first).ids();
		if (second == null) {
			TokenSequence row = SentenceRows.single(pieces, maxSequenceLength, tokenizer);
			return new Row(row, pieces.length + tokenizer.rows().singleTokens() - row.length());
		}
		int[] others = tokenizer.split(second).ids();
		TokenSequence row = SentenceRows.pair(pieces, others, maxSequenceLength, tokenizer);
		return new Row(row, pieces.length + others.length + tokenizer.rows().pairTokens() - row.length());
	}

}
