package io.mtdnn.training.cost;

import java.util.Comparator;
import java.util.List;

import io.mtdnn.datasets.EncodedExample;
import io.mtdnn.model.EncoderConfig;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.task.TokenSequence;
import io.mtdnn.training.schedule.TaskData;

/**
 * Estimates the bytes that a run takes on each of its devices, in addition to those that
 * the service takes anyway. It counts 32-bit values:
 * <ul>
 * <li>parameters: weights, gradients and the optimiser's two moments, another copy for
 * the gradients of micro-batches if a batch has several, and one copy per task for the
 * cosines of an affinity measurement;
 * <li>the values that the forward pass saves for the backward pass, for the largest
 * possible micro-batch: per token and layer, 10 H + I + 4 values and the attention
 * weights of its row; in addition per token, 9 H + 2 values, with hidden size H and
 * intermediate size I.
 * </ul>
 * Heads are not counted, because they are much smaller than the encoder. A process that
 * trained an encoder of 8 million parameters on 16 rows of 128 tokens grew by 306 MB; the
 * estimate is 301 MB. {@code NativeMemoryTests} requires a ratio between 0.8 and 1.25.
 */
public final class RunMemory {

	private static final long VALUE = Float.BYTES;

	/** Weights, gradients and two moments. */
	private static final int LEARNING = 4;

	/** Factor by which the workspace exceeds the size that it needs. */
	private static final double RESERVE = 1.1;

	private final EncoderConfig config;

	public RunMemory(EncoderConfig config) {
		this.config = config;
	}

	/**
	 * Number of bytes on one device.
	 * @param tasks the data of the plan's tasks; empty for a run that only evaluates
	 */
	public long bytes(TrainingPlan plan, List<TaskData> tasks) {
		double parameters = new RunCost(this.config).parameters();
		if (plan.evaluatesOnly()) {
			return Math.round(VALUE * parameters);
		}
		int copies = LEARNING + ((plan.accumulationSteps() > 1) ? 1 : 0)
				+ ((plan.affinity() != null) ? tasks.size() : 0);
		double pass = tasks.stream().mapToDouble((task) -> largest(task, plan.accumulationSteps())).max().orElse(0);
		return Math.round(VALUE * (copies * parameters + RESERVE * pass));
	}

	/** Number of values saved for a micro-batch of the longest items. */
	private double largest(TaskData task, int parts) {
		int items = (task.batchSize() + parts - 1) / parts;
		return task.items()
			.stream()
			.map(this::kept)
			.sorted(Comparator.reverseOrder())
			.limit(items)
			.mapToDouble(Double::doubleValue)
			.sum();
	}

	private double kept(EncodedExample item) {
		return item.sequences().stream().mapToInt(TokenSequence::length).mapToDouble(this::row).sum();
	}

	/** Number of values saved for one row. */
	double row(int tokens) {
		double hidden = this.config.hiddenSize();
		double layer = tokens * (10 * hidden + this.config.intermediateSize() + 4)
				+ (double) this.config.attentionHeads() * tokens * tokens;
		return this.config.layers() * layer + tokens * (9 * hidden + 2);
	}

}
