package io.mtdnn.model;

import java.util.Arrays;

import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;

/**
 * A batch as the script takes it.
 *
 * @param rows the input rows
 * @param targets per item its target values
 * @param lossWeight what the summed cross entropies are multiplied by to give the mean loss of an item
 */
record LabelledRows(PackedRows rows, long[] targets, double lossWeight) {

	static LabelledRows of(Batch batch, Network network, SpanLoss spanLoss) {
		Task task = batch.task();
		if (!network.tasks().contains(task)) {
			throw new IllegalArgumentException("the model has no head for " + task);
		}
		for (int i = 0; i < batch.size(); i++) {
			check(batch, i);
		}
		double perItem = (task.head() == HeadKind.SPAN && spanLoss == SpanLoss.MEAN) ? 0.5 : 1;
		long[] targets = Arrays.stream(batch.targets()).flatMapToInt(Arrays::stream).asLongStream().toArray();
		return new LabelledRows(PackedRows.of(batch.sequences(), network.config()), targets, perItem / batch.size());
	}

	/** A target outside its range would be an access outside native memory at worst. */
	private static void check(Batch batch, int item) {
		Task task = batch.task();
		int values = (task.head() == HeadKind.SPAN) ? 2 : 1;
		TokenSequence row = batch.sequences().get(item * batch.rowsPerItem());
		int range = switch (task.head()) {
			case SPAN -> row.length();
			case MULTIPLE_CHOICE -> batch.rowsPerItem();
			case CLASSIFICATION -> task.outputs();
		};
		boolean fits = batch.targets()[item].length == values
				&& Arrays.stream(batch.targets()[item]).allMatch((target) -> target >= 0 && target < range);
		if (!fits || (batch.rowsPerItem() > 1) != (task.head() == HeadKind.MULTIPLE_CHOICE)) {
			throw new IllegalArgumentException("task '" + task.name() + "', item " + item + ": target "
					+ Arrays.toString(batch.targets()[item]) + " with " + batch.rowsPerItem() + " rows per item of "
					+ row.length() + " tokens");
		}
	}

}
