package io.mtdnn.model;

import java.util.List;

import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;

/**
 * A mini-batch of one task, unpadded.
 *
 * @param sequences input rows; for multiple choice the choices of item 0, then those of item 1, and so on, the same
 * number for each item
 * @param targets per item its target: spans {start, end} token positions, else {label}
 */
public record Batch(Task task, List<TokenSequence> sequences, int[][] targets) {

	public Batch {
		sequences = List.copyOf(sequences);
		if (targets.length == 0 || sequences.size() % targets.length != 0) {
			throw new IllegalArgumentException(sequences.size() + " sequences for " + targets.length + " targets");
		}
	}

	/** Number of items. */
	public int size() {
		return this.targets.length;
	}

	/** Rows per item: 1, or the number of choices. */
	public int rowsPerItem() {
		return this.sequences.size() / this.targets.length;
	}

}
