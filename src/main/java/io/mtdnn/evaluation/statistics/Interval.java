package io.mtdnn.evaluation.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A two-sided confidence interval, in the unit of its scores.
 *
 * @param level the confidence level, such as 0.95
 */
public record Interval(double low, double high, double level) {

	/** The default level. */
	public static final double LEVEL = 0.95;

	/** The interval of Student's t around an estimate. */
	static Interval around(double estimate, double standardError, double degreesOfFreedom, double level) {
		double half = quantile(degreesOfFreedom, (1 + level) / 2) * standardError;
		return new Interval(estimate - half, estimate + half, level);
	}

	static double quantile(double degreesOfFreedom, double probability) {
		return TDistribution.of(degreesOfFreedom).inverseCumulativeProbability(probability);
	}

	/** Whether the interval, including its bounds, contains a value. */
	public boolean contains(double value) {
		return this.low <= value && value <= this.high;
	}

	/** Half the interval's width. */
	public double half() {
		return (this.high - this.low) / 2;
	}

}
