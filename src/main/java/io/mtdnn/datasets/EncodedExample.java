package io.mtdnn.datasets;

import java.util.List;

import io.mtdnn.task.TokenSequence;

/**
 * One training item: what a head needs to compute its loss. A question with several windows gives several items.
 *
 * @param sequences one row for spans and classification, one per choice for multiple choice
 * @param targets spans: {start, end} token positions in the row ({0, 0} = [CLS] = no answer in this window); else
 * {label}
 */
public record EncodedExample(List<TokenSequence> sequences, int[] targets) {

	/** Longest row. */
	public int length() {
		int longest = 0;
		for (TokenSequence sequence : this.sequences) {
			longest = Math.max(longest, sequence.length());
		}
		return longest;
	}

}
