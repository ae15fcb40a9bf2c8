package io.mtdnn.tokenization;

import io.mtdnn.task.TokenSequence;

/**
 * One window over a context.
 *
 * @param sequence the input row
 * @param contextOffset index in the row of the window's first context piece (=
 * {@code sequence.secondStart()})
 * @param firstPiece index in the context's pieces of the window's first piece
 * @param pieces number of context pieces in the window
 */
public record Window(TokenSequence sequence, int contextOffset, int firstPiece, int pieces) {

	/**
	 * Whether the context piece {@code piece} (index in the whole context) is in this
	 * window.
	 */
	public boolean contains(int piece) {
		return piece >= this.firstPiece && piece < this.firstPiece + this.pieces;
	}

	/**
	 * The max-context score of BERT: min(left context, right context) + 0.01 * window
	 * length.
	 */
	public double contextScore(int piece) {
		int left = piece - this.firstPiece;
		int right = this.firstPiece + this.pieces - 1 - piece;
		return Math.min(left, right) + 0.01 * this.pieces;
	}

}
