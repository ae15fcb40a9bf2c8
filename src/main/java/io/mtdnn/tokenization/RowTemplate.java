package io.mtdnn.tokenization;

import io.mtdnn.task.TokenSequence;

/**
 * How the pieces of one or two texts become an input row: BERT's
 * {@code [CLS] A [SEP] B [SEP]}, or RoBERTa's {@code <s> A </s></s> B </s>}. The first
 * token of a row is the one on which sentences are classified and which stands for "no
 * answer".
 *
 * @param start ids before the first text
 * @param between ids between the texts
 * @param end ids after the last text
 * @param typed whether the second text and the end have token type 1
 */
public record RowTemplate(int[] start, int[] between, int[] end, boolean typed) {

	public RowTemplate {
		if (start.length == 0 || between.length == 0 || end.length == 0) {
			throw new IllegalArgumentException("a row begins, separates and ends with special tokens");
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

	/** A row of the first pieces of a text. */
	public TokenSequence single(int[] pieces, int length) {
		int[] ids = new int[length + singleTokens()];
		int at = put(ids, 0, this.start, 0, this.start.length);
		at = put(ids, at, pieces, 0, length);
		put(ids, at, this.end, 0, this.end.length);
		return new TokenSequence(ids, ids.length);
	}

	/**
	 * A row of the first pieces of a text and some pieces of another one.
	 * @param from index of the second text's first piece in the row
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
