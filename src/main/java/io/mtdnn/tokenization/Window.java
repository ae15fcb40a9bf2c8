package io.mtdnn.tokenization;

import io.mtdnn.task.TokenSequence;

/**
 * One window over a context.
 *
 * @param sequence the input row
 * @param contextOffset index of the first context piece in the row (=
 * {@code sequence.secondStart()})
 * @param firstPiece index of the first context piece in the whole context
 * @param pieces number of context pieces in the window
 */
public record Window(TokenSequence sequence, int contextOffset, int firstPiece, int pieces) {

	/**
	 * Whether a context piece is in this window.
	 * @param piece index of the piece in the whole context
	 */
	public boolean contains(int piece) {
		return piece >= this.firstPiece && piece < this.firstPiece + this.pieces;
	}

	/**
	 * BERT's max-context score of a piece in this window: min(left context, right
	 * context) + 0.01 * window length.
	 * @param piece index of the piece in the whole context
	 */
	public double contextScore(int piece) {
		int left = piece - this.firstPiece;
		int right = this.firstPiece + this.pieces - 1 - piece;
		return Math.min(left, right) + 0.01 * this.pieces;
	}

}
