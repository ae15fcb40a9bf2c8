package io.mtdnn.evaluation.statistics;

import java.util.Arrays;
import java.util.Optional;

/**
 * A summary of the scores of runs that differ only in their seed.
 *
 * @param seeds number of runs
 * @param standardDeviation with the denominator {@code seeds - 1}; NaN for one seed
 */
public record SeedSummary(int seeds, double mean, double standardDeviation, double lowest, double highest) {

	/** Summarises at least one score. */
	public static SeedSummary of(double... scores) {
		if (scores.length == 0) {
			throw new IllegalArgumentException("a summary requires at least one score");
		}
		return new SeedSummary(scores.length, Moments.mean(scores), Math.sqrt(Moments.variance(scores)),
				Arrays.stream(scores).min().getAsDouble(), Arrays.stream(scores).max().getAsDouble());
	}

	/**
	 * The interval of the mean over seeds, by Student's t. It does not account for
	 * questions outside the evaluation set.
	 * @return empty for one seed
	 */
	public Optional<Interval> interval(double level) {
		if (this.seeds < 2) {
			return Optional.empty();
		}
		return Optional
			.of(Interval.around(this.mean, this.standardDeviation / Math.sqrt(this.seeds), this.seeds - 1.0, level));
	}

}
