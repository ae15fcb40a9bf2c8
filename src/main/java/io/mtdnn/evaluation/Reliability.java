package io.mtdnn.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * A comparison of probabilities with outcomes: a reliability diagram of ten bins of equal
 * width, and the expected calibration error, the mean absolute difference between both,
 * weighted by questions (Guo et al., 2017).
 *
 * @param ece expected calibration error, 0 to 1
 * @param bins the bins that have questions
 */
public record Reliability(double ece, List<Bin> bins) {

	private static final int BINS = 10;

	public Reliability {
		bins = List.copyOf(bins);
	}

	/**
	 * Compares probabilities with outcomes.
	 * @param probabilities 0 to 1, at least one
	 * @param right whether each predicted event occurred
	 */
	public static Reliability of(double[] probabilities, boolean[] right) {
		double[] sums = new double[BINS];
		int[] counts = new int[BINS];
		int[] hits = new int[BINS];
		for (int i = 0; i < probabilities.length; i++) {
			int bin = Math.min(BINS - 1, (int) (probabilities[i] * BINS));
			sums[bin] += probabilities[i];
			counts[bin]++;
			hits[bin] += right[i] ? 1 : 0;
		}
		List<Bin> bins = new ArrayList<>();
		double error = 0;
		for (int b = 0; b < BINS; b++) {
			if (counts[b] > 0) {
				bins.add(new Bin((double) b / BINS, (b + 1.0) / BINS, counts[b], sums[b] / counts[b],
						(double) hits[b] / counts[b]));
				error += Math.abs(sums[b] - hits[b]);
			}
		}
		return new Reliability(error / probabilities.length, bins);
	}

	/**
	 * Questions of similar probability.
	 *
	 * @param from lowest probability of the bin
	 * @param to highest
	 * @param questions number of questions
	 * @param probability their mean probability
	 * @param right the share that was right
	 */
	public record Bin(double from, double to, int questions, double probability, double right) {

	}

}
