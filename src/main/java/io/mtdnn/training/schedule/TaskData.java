package io.mtdnn.training.schedule;

import java.util.ArrayList;
import java.util.List;

import io.mtdnn.datasets.EncodedExample;
import io.mtdnn.datasets.RowLengths;
import io.mtdnn.model.Batch;
import io.mtdnn.task.Target;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;

/**
 * The data of one task for a run.
 *
 * @param batchSize items per optimiser step
 * @param examples number of training examples, each of which has at least one item
 * @param items encoded training items
 * @param rows numbers of tokens of the items' rows
 */
public record TaskData(Task task, int batchSize, int examples, List<EncodedExample> items, RowLengths rows) {

	/** Data of items, whose rows are measured here. */
	public static TaskData of(Task task, int batchSize, int examples, List<EncodedExample> items) {
		return new TaskData(task, batchSize, examples, items, RowLengths.of(items));
	}

	/** Batches in one pass over the items. */
	public int batches() {
		return BatchPacker.count(this.items.size(), this.batchSize);
	}

	public Batch batch(int[] indices) {
		List<TokenSequence> sequences = new ArrayList<>();
		List<Target> targets = new ArrayList<>();
		for (int index : indices) {
			EncodedExample item = this.items.get(index);
			sequences.addAll(item.sequences());
			targets.add(item.target());
		}
		return new Batch(this.task, sequences, targets);
	}

}
