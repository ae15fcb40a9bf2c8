package io.mtdnn.evaluation.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A percentile bootstrap of a difference on two levels: seeds of each arm, and articles
 * with all their questions (the same articles for both arms). With three seeds its
 * intervals are too narrow, because a sample of three shows two thirds of the variance;
 * {@link Difference} does not use it.
 */
public final class TwoLevelBootstrap {

	private TwoLevelBootstrap() {
	}

	/**
	 * The interval between the percentiles of resampled differences.
	 * @param resamples number of resamples, such as 2,000
	 * @param seed seed, which makes the interval reproducible
	 */
	public static Interval interval(SeedScores baseline, SeedScores other, int resamples, long seed, double level) {
		SplittableRandom random = new SplittableRandom(seed);
		double[] differences = new double[resamples];
		for (int i = 0; i < resamples; i++) {
			int[] articles = draw(random, baseline.articles());
			differences[i] = mean(other, draw(random, other.seeds()), articles)
					- mean(baseline, draw(random, baseline.seeds()), articles);
		}
		Arrays.sort(differences);
		return new Interval(percentile(differences, (1 - level) / 2), percentile(differences, (1 + level) / 2), level);
	}

	private static int[] draw(SplittableRandom random, int count) {
		return random.ints(count, 0, count).toArray();
	}

	private static double mean(SeedScores arm, int[] seeds, int[] articles) {
		double sum = 0;
		long questions = 0;
		for (int article : articles) {
			questions += arm.questions()[article];
			for (int seed : seeds) {
				sum += arm.sums()[seed][article];
			}
		}
		return sum / seeds.length / questions;
	}

	private static double percentile(double[] sorted, double share) {
		double position = share * (sorted.length - 1);
		int below = (int) position;
		int above = Math.min(below + 1, sorted.length - 1);
		return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
	}

}
