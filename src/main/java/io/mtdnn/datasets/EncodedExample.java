package io.mtdnn.datasets;

import java.util.List;

import io.mtdnn.task.Target;
import io.mtdnn.task.TokenSequence;

/**
 * One training item: what a head needs to compute its loss. A question with several
 * windows gives several items.
 *
 * @param sequences one row for spans and classification, one per choice for multiple
 * choice
 * @param target what the head should answer; for a span in this row (0 to 0, [CLS], for
 * no answer in this window)
 */
public record EncodedExample(List<TokenSequence> sequences, Target target) {

	/** Longest row. */
	public int length() {
		int longest = 0;
		for (TokenSequence sequence : this.sequences) {
			longest = Math.max(longest, sequence.length());
		}
		return longest;
	}

}
