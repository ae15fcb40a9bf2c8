package io.mtdnn.model.torch;

import io.mtdnn.model.Batch;
import io.mtdnn.model.SpanLoss;
import io.mtdnn.task.Task;

/**
 * A batch in the form that the script requires.
 *
 * @param rows the input rows
 * @param head the head of the batch's task
 * @param lossWeight factor that converts the sum of the losses to the mean loss of an
 * item
 */
record LabelledRows(PackedRows rows, Head head, double lossWeight) {

	static LabelledRows of(Batch batch, Network network, SpanLoss spanLoss) {
		Task task = batch.task();
		if (!network.tasks().contains(task)) {
			throw new IllegalArgumentException("the model has no head for " + task);
		}
		Head head = Head.of(task);
		for (int i = 0; i < batch.size(); i++) {
			check(head, batch, i);
		}
		return new LabelledRows(PackedRows.of(batch.sequences(), network.config()), head,
				head.itemWeight(spanLoss) / batch.size());
	}

	private static void check(Head head, Batch batch, int item) {
		Task task = batch.task();
		boolean rowsFit = (batch.rowsPerItem() > 1) == task.head().severalRows();
		if (!rowsFit || !head.inRange(batch.targets().get(item), batch, item)) {
			throw new IllegalArgumentException("task '" + task.name() + "', item " + item + ": target "
					+ batch.targets().get(item) + " with " + batch.rowsPerItem() + " rows per item of "
					+ batch.sequences().get(item * batch.rowsPerItem()).length() + " tokens");
		}
	}

}
