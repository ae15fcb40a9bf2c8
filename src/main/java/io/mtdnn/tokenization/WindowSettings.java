package io.mtdnn.tokenization;

/**
 * The settings for dividing a question with a long context into input rows of the
 * question and a part of the context.
 *
 * @param maxSequenceLength maximum number of tokens in a row, including special tokens
 * @param maxQuestionLength maximum number of word pieces of a question; longer ones are
 * cut
 * @param docStride number of context pieces between the starts of successive windows (as
 * in BERT; not the overlap)
 */
public record WindowSettings(int maxSequenceLength, int maxQuestionLength, int docStride) {

	/**
	 * Rejects settings that do not work for the longest question that they allow. Without
	 * this check, short questions would work and long ones would fail.
	 * @throws InvalidWindowException naming the setting
	 */
	public void check(RowTemplate rows) {
		capacity(this.maxQuestionLength, rows);
	}

	/**
	 * The number of context pieces that fit into a window.
	 * @param questionPieces number of pieces of the question; those beyond
	 * {@code maxQuestionLength} do not count
	 * @param rows structure of the encoder's rows, which contain special tokens
	 * @throws InvalidWindowException when no piece fits, or the step is larger than the
	 * number that fits, so that pieces between two windows would be lost
	 */
	public int capacity(int questionPieces, RowTemplate rows) {
		positive("maxSequenceLength", this.maxSequenceLength);
		positive("maxQuestionLength", this.maxQuestionLength);
		positive("docStride", this.docStride);
		int question = Math.min(questionPieces, this.maxQuestionLength);
		int capacity = this.maxSequenceLength - question - rows.pairTokens();
		if (capacity < 1) {
			throw new InvalidWindowException("maxSequenceLength",
					"maxSequenceLength %d leaves no room for the context beside a question of %d word pieces and %d special tokens"
						.formatted(this.maxSequenceLength, question, rows.pairTokens()));
		}
		if (this.docStride > capacity) {
			throw new InvalidWindowException("docStride",
					"docStride %d is larger than the window of %d word pieces (maxSequenceLength %d minus a question of %d and %d special tokens): the text between two windows would be lost"
						.formatted(this.docStride, capacity, this.maxSequenceLength, question, rows.pairTokens()));
		}
		return capacity;
	}

	private static void positive(String field, int value) {
		if (value < 1) {
			throw new InvalidWindowException(field, field + " must be at least 1, but is " + value);
		}
	}

}
