package io.mtdnn.training;

import java.util.ArrayList;
import java.util.List;

import io.mtdnn.datasets.EncodedExample;
import io.mtdnn.datasets.Example;
import io.mtdnn.model.Batch;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;

/**
 * All that a run needs of one task.
 *
 * @param items encoded training items
 * @param lengths longest row of each item
 * @param evaluation evaluation examples, as read
 */
record TaskData(Task task, double weight, List<EncodedExample> items, int[] lengths, List<Example> evaluation) {

	static TaskData of(Task task, double weight, List<EncodedExample> items, List<Example> evaluation) {
		int[] lengths = items.stream().mapToInt(EncodedExample::length).toArray();
		return new TaskData(task, weight, items, lengths, evaluation);
	}

	Batch batch(int[] indices) {
		List<TokenSequence> sequences = new ArrayList<>();
		int[][] targets = new int[indices.length][];
		for (int i = 0; i < indices.length; i++) {
			EncodedExample item = this.items.get(indices[i]);
			sequences.addAll(item.sequences());
			targets[i] = item.targets();
		}
		return new Batch(this.task, sequences, targets);
	}

}
