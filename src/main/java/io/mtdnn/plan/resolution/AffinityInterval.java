package io.mtdnn.plan.resolution;

import io.mtdnn.plan.Affinity;
import io.mtdnn.plan.TrainingPlan;
import org.jspecify.annotations.Nullable;

/**
 * Computes the default number of steps between two measurements of affinity, with which
 * measuring costs less than 5 % of a run with any number of tasks.
 */
final class AffinityInterval {

	private static final int SHORTEST = 100;

	/**
	 * A measurement runs two forward passes and one backward pass over the examples of
	 * each task; a step runs one forward and one backward pass over its items. A backward
	 * pass costs as much as two forward passes, so the ratio per item is 4 to 3, and with
	 * 100 / 3 measuring costs 4 % of the passes.
	 */
	private static final double PER_EXAMPLE = 100.0 / 3;

	/**
	 * Each pair of tasks takes a product of two gradients, so the cost grows with the
	 * square of the number of tasks.
	 */
	private static final int PER_PAIR = 2;

	private AffinityInterval() {
	}

	/**
	 * The settings of a plan, with the default interval if it has none; null if it does
	 * not measure.
	 */
	static @Nullable Affinity resolved(TrainingPlan plan) {
		Affinity asked = plan.affinity();
		return (asked == null || asked.everySteps() != 0) ? asked
				: new Affinity(steps(plan.tasks().size(), asked.examples(), smallestBatch(plan)), asked.examples());
	}

	private static int smallestBatch(TrainingPlan plan) {
		return plan.tasks()
			.stream()
			.mapToInt((task) -> (task.batchSize() != null) ? task.batchSize() : plan.batchSize())
			.min()
			.orElse(plan.batchSize());
	}

	/**
	 * The default number of steps.
	 * @param examples number of examples of each task in a measurement
	 * @param batch smallest number of items of a step
	 */
	static int steps(int tasks, int examples, int batch) {
		double passes = PER_EXAMPLE * tasks * examples / Math.max(1, batch);
		return (int) Math.max(SHORTEST, Math.max(Math.ceil(passes), (double) PER_PAIR * tasks * tasks));
	}

}
