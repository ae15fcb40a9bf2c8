package io.mtdnn.tokenization;

import io.mtdnn.task.TokenSequence;
import org.jspecify.annotations.Nullable;

/**
 * Builds input rows of one or two sentences as BERT does for GLUE and SWAG. Rows that are
 * too long are shortened; in pairs, piece by piece from the end of the longer sentence
 * (BERT's {@code _truncate_seq_pair}).
 */
public final class SentenceRows {

	private SentenceRows() {
	}

	/**
	 * The second sentence of a multiple-choice row, as in SWAG: the common beginning, a
	 * space, and one of the endings.
	 * @param beginning the common beginning; null or blank for none
	 */
	public static String continuation(@Nullable String beginning, String ending) {
		return (beginning == null || beginning.isBlank()) ? ending : beginning + " " + ending;
	}

	/** The number of tokens in a row of two sentences with one piece each. */
	public static int shortest(WordPieceTokenizer tokenizer) {
		return tokenizer.rows().pairTokens() + 2;
	}

	/** A row of one sentence. */
	public static TokenSequence single(int[] sentence, int maxSequenceLength, WordPieceTokenizer tokenizer) {
		RowTemplate rows = tokenizer.rows();
		return rows.single(sentence, Math.min(sentence.length, maxSequenceLength - rows.singleTokens()));
	}

	/** A row of two sentences. */
	public static TokenSequence pair(int[] first, int[] second, int maxSequenceLength, WordPieceTokenizer tokenizer) {
		int room = maxSequenceLength - tokenizer.rows().pairTokens();
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
		return tokenizer.rows().pair(first, firstLength, second, 0, secondLength);
	}

}
