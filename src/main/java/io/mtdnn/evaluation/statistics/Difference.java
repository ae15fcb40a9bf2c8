package io.mtdnn.evaluation.statistics;

import java.util.Arrays;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The difference between two arms on the same questions, in the unit of the scores.
 *
 * <p>
 * Both sources of randomness count: seeds and articles. The interval is that of Student's
 * t with the variance and the degrees of freedom of {@link VarianceParts}. A percentile
 * bootstrap over both levels ({@link TwoLevelBootstrap}) covers too rarely with few
 * seeds; {@code
 * docs/statistics.md} has the simulations.
 *
 * @param estimate mean of the second arm minus that of the first
 * @param standardError NaN if both arms have one seed and there is one article
 * @param degreesOfFreedom of Student's t
 * @param pValue two-sided p-value of no difference; NaN without a standard error, or if
 * it is 0 although the arms differ: runs that are all alike do not show how much others
 * vary
 * @param parts where the uncertainty comes from
 */
public record Difference(double estimate, double standardError, double degreesOfFreedom, double pValue,
		VarianceParts parts, int baselineSeeds, int seeds, int articles) {

	/**
	 * Compares two arms.
	 * @param baseline the first arm
	 * @param other the second arm, on the same questions
	 * @throws IllegalArgumentException if the arms have different articles
	 */
	public static Difference between(SeedScores baseline, SeedScores other) {
		if (!Arrays.equals(baseline.questions(), other.questions())) {
			throw new IllegalArgumentException("the arms were not evaluated on the same questions");
		}
		VarianceParts parts = VarianceParts.of(baseline, other);
		double estimate = Articles.difference(baseline, other);
		double error = Math.sqrt(parts.total());
		return new Difference(estimate, error, parts.freedom(), pValue(estimate, error, parts.freedom()), parts,
				baseline.seeds(), other.seeds(), baseline.articles());
	}

	private static double pValue(double estimate, double error, double freedom) {
		if (Double.isNaN(error)) {
			return Double.NaN;
		}
		if (error == 0) {
			return (estimate == 0) ? 1 : Double.NaN;
		}
		return 2 * TDistribution.of(freedom).survivalProbability(Math.abs(estimate) / error);
	}

	/**
	 * Whether both arms have too few seeds, so that only the variance over articles is
	 * known.
	 */
	public boolean withoutSeeds() {
		return Double.isNaN(this.parts.seeds());
	}

	/** The interval; its bounds are NaN without a p-value. */
	public Interval interval(double level) {
		if (Double.isNaN(this.pValue)) {
			return new Interval(Double.NaN, Double.NaN, level);
		}
		return Interval.around(this.estimate, this.standardError, this.degreesOfFreedom, level);
	}

	/** The relation between the number of seeds and the detectable difference. */
	public Power power() {
		double seedVariance = this.parts.seeds() / (1.0 / this.baselineSeeds + 1.0 / this.seeds);
		return new Power(Double.isNaN(seedVariance) ? 0 : seedVariance, this.parts.irreducible(), this.articles);
	}

}
