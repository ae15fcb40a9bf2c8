package io.mtdnn.plan.resolution;

import io.mtdnn.plan.Affinity;
import io.mtdnn.plan.TrainingPlan;
import org.jspecify.annotations.Nullable;

/**
 * Computes the number of steps between two measurements of affinity that a plan has by
 * default, so that measuring costs less than 5 % of a run with any number of tasks.
 */
final class AffinityInterval {

	private static final int SHORTEST = 100;

	/**
	 * A measurement reads the examples of each task with two forward passes and one
	 * backward pass, which costs two forward passes: 4. A step reads its items with a
	 * forward and a backward pass: 3. At 100 / 3 this is 4 % of the passes.
	 */
	private static final double PER_EXAMPLE = 100.0 / 3;

	/**
	 * Each pair of tasks needs a product of two gradients, so pairs grow with the square.
	 */
	private static final int PER_PAIR = 2;

	private AffinityInterval() {
	}

	/** The settings with an interval; null for none. */
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
	 * @param examples of each task in a measurement
	 * @param batch fewest items of a step
	 */
	static int steps(int tasks, int examples, int batch) {
		double passes = PER_EXAMPLE * tasks * examples / Math.max(1, batch);
		return (int) Math.max(SHORTEST, Math.max(Math.ceil(passes), (double) PER_PAIR * tasks * tasks));
	}

}
