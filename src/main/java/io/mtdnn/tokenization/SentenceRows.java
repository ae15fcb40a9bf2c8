package io.mtdnn.tokenization;

import io.mtdnn.task.TokenSequence;
import org.jspecify.annotations.Nullable;

/**
 * Builds input rows of one or two sentences as BERT does for GLUE and SWAG. Rows that are
 * too long are cut, in pairs the longer sentence first ({@code _truncate_seq_pair}).
 */
public final class SentenceRows {

	/** A row of two sentences with one piece each. */
	public static final int SHORTEST = 5;

	private SentenceRows() {
	}

	/**
	 * The second sentence of a multiple-choice row as in SWAG: the common beginning, a
	 * space, and one ending.
	 * @param beginning null or blank for none
	 */
	public static String continuation(@Nullable String beginning, String ending) {
		return (beginning == null || beginning.isBlank()) ? ending : beginning + " " + ending;
	}

	/** {@code [CLS] sentence [SEP]}. */
	public static TokenSequence single(int[] sentence, int maxSequenceLength, WordPieceTokenizer tokenizer) {
		int length = Math.min(sentence.length, maxSequenceLength - 2);
		int[] ids = new int[length + 2];
		ids[0] = tokenizer.clsId();
		System.arraycopy(sentence, 0, ids, 1, length);
		ids[length + 1] = tokenizer.sepId();
		return new TokenSequence(ids, ids.length);
	}

	/** {@code [CLS] first [SEP] second [SEP]}. */
	public static TokenSequence pair(int[] first, int[] second, int maxSequenceLength, WordPieceTokenizer tokenizer) {
		int room = maxSequenceLength - 3;
		int firstLength = first.length;
		int secondLength = second.length;
		while (firstLength + secondLength > room) {
			if (firstLength > secondLength) {
				firstLength--;
			}
			else {
				secondLength--;
			}
		}
		int[] ids = new int[firstLength + secondLength + 3];
		ids[0] = tokenizer.clsId();
		System.arraycopy(first, 0, ids, 1, firstLength);
		ids[firstLength + 1] = tokenizer.sepId();
		System.arraycopy(second, 0, ids, firstLength + 2, secondLength);
		ids[ids.length - 1] = tokenizer.sepId();
		return new TokenSequence(ids, firstLength + 2);
	}

}
