package io.mtdnn.plan.resolution;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Objects;

import io.mtdnn.plan.InvalidPlanException;
import org.jspecify.annotations.Nullable;

/** Computes the weights of tasks, of which a request may leave some out. */
final class TaskWeights {

	/** A sum this close to 1 is 1 except for the rounding of shares such as 1/3. */
	private static final double ROUNDING = 1e-12;

	private TaskWeights() {
	}

	/**
	 * Completes weights, so that they sum to 1.
	 * @param asked the weight of each task; null for a share of the remainder
	 * @param name name of the weights in the plural
	 * @throws InvalidPlanException when the weights sum to more than 1, or leave nothing
	 * for those without one
	 */
	static List<Double> resolved(List<@Nullable Double> asked, String name) {
		int open = (int) asked.stream().filter(Objects::isNull).count();
		BigDecimal given = sum(asked);
		checkSum(given.doubleValue(), open, name);
		return (open == 0) ? normalised(asked, given.doubleValue()) : shared(asked, given, open);
	}

	/**
	 * Sums in decimal arithmetic, as users do: 0.7 + 0.2 + 0.1 is exactly 1, and 1 - 0.8
	 * is 0.2.
	 */
	private static BigDecimal sum(List<@Nullable Double> weights) {
		return weights.stream()
			.filter(Objects::nonNull)
			.map(BigDecimal::valueOf)
			.reduce(BigDecimal.ZERO, BigDecimal::add);
	}

	private static void checkSum(double given, int open, String name) {
		if (open == 0 && given > 1 + 1e-9) {
			throw new InvalidPlanException("tasks", "the " + name + " sum to " + given + "; at most 1 is allowed");
		}
		if (open > 0 && given >= 1 - 1e-9) {
			throw new InvalidPlanException("tasks", "the " + name + " sum to " + given
					+ ", which leaves nothing for the " + open + " task(s) without one; they must sum below 1");
		}
	}

	private static List<Double> normalised(List<Double> asked, double given) {
		if (Math.abs(given - 1) < ROUNDING) {
			// those of a plan, which must stay the same plan
			return List.copyOf(asked);
		}
		return asked.stream().map((weight) -> weight / given).toList();
	}

	private static List<Double> shared(List<@Nullable Double> asked, BigDecimal given, int open) {
		double share = BigDecimal.ONE.subtract(given)
			.divide(BigDecimal.valueOf(open), MathContext.DECIMAL64)
			.doubleValue();
		return asked.stream().map((weight) -> (weight != null) ? weight : share).toList();
	}

}
