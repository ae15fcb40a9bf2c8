package io.mtdnn.experiments.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import org.apache.commons.statistics.distribution.GammaDistribution;

/** Weights that sum to 1, in whole hundredths of which each has at least one. */
final class Simplex {

	private static final int HUNDREDTHS = 100;

	private static final int[] MOVES = { 1, 2, 5 };

	private Simplex() {
	}

	/**
	 * Weights that follow a symmetric Dirichlet distribution (normalised gamma variates).
	 * All are different; there are fewer than asked for if no more are found.
	 * @param attempts maximum number of draws
	 */
	static List<List<Double>> draw(int size, int count, int attempts, long seed, double concentration) {
		SplittableRandom random = new SplittableRandom(seed);
		GammaDistribution gamma = GammaDistribution.of(concentration, 1);
		Set<List<Double>> found = new LinkedHashSet<>();
		for (int i = 0; i < attempts && found.size() < count; i++) {
			double[] draws = random.doubles(size, Double.MIN_NORMAL, 1)
				.map(gamma::inverseCumulativeProbability)
				.toArray();
			// variates of small concentrations can all be too small for a number
			if (Arrays.stream(draws).sum() > 0) {
				found.add(hundredths(draws));
			}
		}
		return List.copyOf(found);
	}

	private static List<Double> hundredths(double[] draws) {
		List<Double> weights = new ArrayList<>();
		double sum = Arrays.stream(draws).sum();
		int free = HUNDREDTHS - draws.length;
		int left = free;
		for (int i = 0; i < draws.length; i++) {
			boolean last = i == draws.length - 1;
			int share = last ? left : Math.min(left, (int) Math.round(free * draws[i] / sum));
			left -= share;
			weights.add((share + 1) / (double) HUNDREDTHS);
		}
		return List.copyOf(weights);
	}

	/**
	 * The weights that differ by one, two or five hundredths moved from one to another;
	 * none of weights that are not whole hundredths.
	 */
	static List<List<Double>> near(List<Double> weights) {
		int[] whole = weights.stream().mapToInt((weight) -> (int) Math.round(HUNDREDTHS * weight)).toArray();
		List<List<Double>> near = new ArrayList<>();
		if (!weights.equals(weights(whole))) {
			return near;
		}
		for (int from = 0; from < whole.length; from++) {
			for (int to = 0; to < whole.length; to++) {
				for (int move : MOVES) {
					if (from != to && whole[from] > move) {
						int[] moved = whole.clone();
						moved[from] -= move;
						moved[to] += move;
						near.add(weights(moved));
					}
				}
			}
		}
		return near;
	}

	private static List<Double> weights(int[] whole) {
		return Arrays.stream(whole).mapToObj((one) -> one / (double) HUNDREDTHS).toList();
	}

	/**
	 * Coordinates whose distances are Hellinger's, from 0 to 1: a step from 1 to 4
	 * hundredths is as long as one from 16 to 25.
	 */
	static double[] coordinates(List<Double> weights) {
		return weights.stream().mapToDouble((weight) -> Math.sqrt(weight / 2)).toArray();
	}

}
