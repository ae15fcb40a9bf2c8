package io.mtdnn.model;

import java.util.List;

import io.mtdnn.task.Target;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;

/**
 * A mini-batch of one task, unpadded.
 *
 * @param sequences input rows; for multiple choice, the choices of item 0, then those of
 * item 1, and so on, with the same number of choices for each item
 * @param targets the target of each item, of the type that the task's head learns from
 */
public record Batch(Task task, List<TokenSequence> sequences, List<Target> targets) {

	public Batch {
		sequences = List.copyOf(sequences);
		targets = List.copyOf(targets);
		if (targets.isEmpty() || sequences.size() % targets.size() != 0) {
			throw new IllegalArgumentException(sequences.size() + " sequences for " + targets.size() + " targets");
		}
	}

	/** Number of items. */
	public int size() {
		return this.targets.size();
	}

	/** Input rows per item: the number of choices for multiple choice, otherwise 1. */
	public int rowsPerItem() {
		return this.sequences.size() / this.targets.size();
	}

}
