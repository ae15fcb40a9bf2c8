package io.mtdnn.model.torch;

import java.util.function.ToIntFunction;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.mtdnn.model.Batch;
import io.mtdnn.task.Target;
import io.mtdnn.task.Target.Label;

/**
 * Head that selects one of several choices or classes from the first token. Its loss is
 * the cross entropy over an item's logits.
 */
final class LabelHead implements Head {

	private final ToIntFunction<Batch> range;

	/**
	 * @param range number of logits of an item
	 */
	LabelHead(ToIntFunction<Batch> range) {
		this.range = range;
	}

	@Override
	public String lossMethod() {
		return "label_head";
	}

	@Override
	public String logitsMethod() {
		return "row_logits";
	}

	@Override
	public boolean inRange(Target target, Batch batch, int item) {
		return target instanceof Label label && label.index() >= 0 && label.index() < this.range.applyAsInt(batch);
	}

	@Override
	public NDArray targets(Batch batch, NDManager manager) {
		long[] labels = batch.targets().stream().map(Label.class::cast).mapToLong(Label::index).toArray();
		return manager.create(labels, new Shape(batch.size(), 1));
	}

}
