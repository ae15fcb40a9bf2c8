package io.mtdnn.datasets;

import java.util.List;

import io.mtdnn.task.Target;
import io.mtdnn.task.TokenSequence;

/**
 * One training item: the input for a head to compute its loss. A question with several
 * windows results in several items.
 *
 * @param sequences one row for spans and classification, one per choice for multiple
 * choice
 * @param target the value that the head should predict; for a span, its position in this
 * row (0 to 0, [CLS], for no answer in this window)
 */
public record EncodedExample(List<TokenSequence> sequences, Target target) {

	/** Length of the longest row. */
	public int length() {
		int longest = 0;
		for (TokenSequence sequence : this.sequences) {
			longest = Math.max(longest, sequence.length());
		}
		return longest;
	}

}
