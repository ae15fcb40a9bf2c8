package io.mtdnn.tokenization;

import io.mtdnn.task.TokenSequence;

/**
 * The structure of an input row of one or two texts: BERT's
 * {@code [CLS] A [SEP] B [SEP]}, or RoBERTa's {@code <s> A </s></s> B </s>}. Heads for
 * sentences read the first token of a row; for span heads, it represents the answer "".
 *
 * @param start ids before the first text
 * @param between ids between the texts
 * @param end ids after the last text
 * @param typed whether the second text and the tokens after it have token type 1
 */
public record RowTemplate(int[] start, int[] between, int[] end, boolean typed) {

	public RowTemplate {
		if (start.length == 0 || between.length == 0 || end.length == 0) {
			throw new IllegalArgumentException(
					"a row requires special tokens at its start, between its texts and at its end");
		}
	}

	/** BERT's rows. */
	public static RowTemplate bert(int cls, int sep) {
		return new RowTemplate(new int[] { cls }, new int[] { sep }, new int[] { sep }, true);
	}

	/** RoBERTa's rows, with two separators between texts. */
	public static RowTemplate roberta(int cls, int sep) {
		return new RowTemplate(new int[] { cls }, new int[] { sep, sep }, new int[] { sep }, false);
	}

	/** The number of special tokens in a row of one text. */
	public int singleTokens() {
		return this.start.length + this.end.length;
	}

	/** The number of special tokens in a row of two texts. */
	public int pairTokens() {
		return singleTokens() + this.between.length;
	}

	/** Builds a row of the first pieces of a text. */
	public TokenSequence single(int[] pieces, int length) {
		int[] ids = new int[length + singleTokens()];
		int at = put(ids, 0, this.start, 0, this.start.length);
		at = put(ids, at, pieces, 0, length);
		put(ids, at, this.end, 0, this.end.length);
		return new TokenSequence(ids, ids.length);
	}

	/**
	 * Builds a row of the first pieces of a text and some adjacent pieces of another
	 * text.
	 * @param from index in {@code second} of the first of these pieces
	 */
	public TokenSequence pair(int[] first, int firstLength, int[] second, int from, int secondLength) {
		int[] ids = new int[firstLength + secondLength + pairTokens()];
		int at = put(ids, 0, this.start, 0, this.start.length);
		at = put(ids, at, first, 0, firstLength);
		int secondStart = put(ids, at, this.between, 0, this.between.length);
		at = put(ids, secondStart, second, from, secondLength);
		put(ids, at, this.end, 0, this.end.length);
		return new TokenSequence(ids, secondStart);
	}

	private static int put(int[] row, int at, int[] ids, int from, int length) {
		System.arraycopy(ids, from, row, at, length);
		return at + length;
	}

}
