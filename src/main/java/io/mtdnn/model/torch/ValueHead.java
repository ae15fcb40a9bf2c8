package io.mtdnn.model.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.mtdnn.model.Batch;
import io.mtdnn.task.Target;
import io.mtdnn.task.Target.Value;

/**
 * Head that predicts a number from the first token. Its loss is the squared difference
 * from the target.
 */
final class ValueHead implements Head {

	@Override
	public String lossMethod() {
		return "value_head";
	}

	@Override
	public String logitsMethod() {
		return "row_logits";
	}

	@Override
	public boolean inRange(Target target, Batch batch, int item) {
		return target instanceof Value value && Float.isFinite(value.value());
	}

	@Override
	public NDArray targets(Batch batch, NDManager manager) {
		float[] values = new float[batch.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = ((Value) batch.targets().get(i)).value();
		}
		return manager.create(values, new Shape(batch.size(), 1));
	}

}
