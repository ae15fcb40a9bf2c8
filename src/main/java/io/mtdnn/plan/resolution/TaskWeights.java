package io.mtdnn.plan.resolution;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.plan.PlanFaults;
import io.mtdnn.plan.PlannedTask;

/** Weights of tasks, of which some may be left out. */
final class TaskWeights {

	private TaskWeights() {
	}

	/**
	 * Tasks whose weights sum to 1.
	 * @param faults holds what is wrong with single weights
	 * @throws InvalidPlanException when the weights do not fit together
	 */
	static List<PlannedTask> resolved(List<PlannedTask> asked, PlanFaults faults) {
		List<Double> weights = asked.stream().map(PlannedTask::weight).toList();
		int open = (int) weights.stream().filter(Objects::isNull).count();
		if (!IntStream.range(0, asked.size()).allMatch((i) -> faults.none("tasks[" + i + "].weight"))) {
			return asked;
		}
		BigDecimal given = sum(weights);
		checkSum(given.doubleValue(), open);
		return (open == 0) ? normalised(asked, given.doubleValue()) : shared(asked, given, open);
	}

	/** In decimals, as people count: 0.7, 0.2 and 0.1 are 1, and of 0.8 is left 0.2. */
	private static BigDecimal sum(List<Double> weights) {
		return weights.stream()
			.filter(Objects::nonNull)
			.map(BigDecimal::valueOf)
			.reduce(BigDecimal.ZERO, BigDecimal::add);
	}

	private static void checkSum(double given, int open) {
		if (open == 0 && given > 1 + 1e-9) {
			throw new InvalidPlanException("tasks", "the weights sum to " + given + "; at most 1 is allowed");
		}
		if (open > 0 && given >= 1 - 1e-9) {
			throw new InvalidPlanException("tasks", "the weights sum to " + given + ", which leaves nothing for the "
					+ open + " task(s) without one; they must sum below 1");
		}
	}

	private static List<PlannedTask> normalised(List<PlannedTask> asked, double given) {
		return asked.stream().map((task) -> task.withWeight(task.weight() / given)).toList();
	}

	private static List<PlannedTask> shared(List<PlannedTask> asked, BigDecimal given, int open) {
		double share = BigDecimal.ONE.subtract(given)
			.divide(BigDecimal.valueOf(open), MathContext.DECIMAL64)
			.doubleValue();
		return asked.stream().map((task) -> task.withWeight((task.weight() != null) ? task.weight() : share)).toList();
	}

}
