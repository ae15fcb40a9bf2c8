package io.mtdnn.evaluation.statistics;

import java.util.Arrays;

/**
 * Estimates the expected best of n runs from N runs that differ in seed or settings.
 *
 * <p>
 * This is the unbiased estimator of Tang et al. (2020, "Showing Your Work Doesn't Always
 * Work"): the mean of the maximum over all subsets of n runs, sum over i of C(i-1, n-1) /
 * C(N, n) times the i-th smallest score. The estimator of Dodge et al. (2019) draws the n
 * runs with replacement, so that it underestimates the best, more so the closer n is to
 * N.
 */
public final class BestOfN {

	private BestOfN() {
	}

	/**
	 * The expected maximum of n scores.
	 * @param n from 1 to the number of scores
	 */
	public static double expected(double[] scores, int n) {
		if (n < 1 || n > scores.length) {
			throw new IllegalArgumentException("the best of " + n + " cannot be estimated from " + scores.length);
		}
		double[] sorted = scores.clone();
		Arrays.sort(sorted);
		double expected = 0;
		// the share of subsets whose largest member is at i, from the largest down
		double share = (double) n / sorted.length;
		for (int i = sorted.length; i >= n; i--) {
			expected += share * sorted[i - 1];
			share *= (i - n) / (i - 1.0);
		}
		return expected;
	}

	/** The expected best of 1, 2, ... all runs. */
	public static double[] curve(double[] scores) {
		double[] curve = new double[scores.length];
		for (int n = 1; n <= scores.length; n++) {
			curve[n - 1] = expected(scores, n);
		}
		return curve;
	}

}
