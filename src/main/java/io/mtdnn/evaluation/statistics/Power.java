package io.mtdnn.evaluation.statistics;

import java.util.OptionalInt;

/**
 * The difference that a number of seeds can detect, based on the variances observed so
 * far.
 *
 * @param seedVariance variance of a run's score over seeds
 * @param articleVariance variance of the difference that no number of seeds removes
 * @param articles number of articles
 */
public record Power(double seedVariance, double articleVariance, int articles) {

	private static final double SIGNIFICANCE = 0.05;

	private static final double POWER = 0.8;

	/**
	 * The difference that a two-sided test at 5 % finds with probability 80 %, with that
	 * many seeds in each arm: (t(0.975) + t(0.8)) times the standard error.
	 * @param seeds at least 2
	 */
	public double detectable(int seeds) {
		return detectable(seeds, SIGNIFICANCE);
	}

	/** The same of a two-sided test at another level, such as a corrected one. */
	public double detectable(int seeds, double significance) {
		double ofSeeds = 2 * this.seedVariance / seeds;
		double total = ofSeeds + this.articleVariance;
		double freedom = freedom(ofSeeds, seeds);
		return (Interval.quantile(freedom, 1 - significance / 2) + Interval.quantile(freedom, POWER))
				* Math.sqrt(total);
	}

	private double freedom(double ofSeeds, int seeds) {
		if (this.articleVariance == 0 || this.articles < 2) {
			return 2.0 * (seeds - 1);
		}
		double sum = ofSeeds + this.articleVariance;
		return sum * sum / (ofSeeds * ofSeeds / (2.0 * (seeds - 1))
				+ this.articleVariance * this.articleVariance / (this.articles - 1.0));
	}

	/**
	 * The smallest number of seeds in each arm that detects a difference.
	 * @param most the largest number to consider
	 * @return empty if even the maximum is insufficient, for example because the articles
	 * differ too much
	 */
	public OptionalInt seedsFor(double difference, int most) {
		return seedsFor(difference, most, SIGNIFICANCE);
	}

	/** The same of a two-sided test at another level, such as a corrected one. */
	public OptionalInt seedsFor(double difference, int most, double significance) {
		for (int seeds = 2; seeds <= most; seeds++) {
			if (detectable(seeds, significance) <= Math.abs(difference)) {
				return OptionalInt.of(seeds);
			}
		}
		return OptionalInt.empty();
	}

}
