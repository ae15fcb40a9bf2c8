package io.mtdnn.evaluation.statistics;

import java.util.Arrays;

/** Computes mean and variance by their definitions, because the samples are small. */
final class Moments {

	private Moments() {
	}

	static double mean(double[] values) {
		double sum = 0;
		for (double value : values) {
			sum += value;
		}
		return sum / values.length;
	}

	/** The unbiased sample variance; NaN for one value. */
	static double variance(double[] values) {
		if (values.length < 2) {
			return Double.NaN;
		}
		// exact for equal values, whose mean would be rounded
		double mean = values[0] + mean(Arrays.stream(values).map((value) -> value - values[0]).toArray());
		double sum = 0;
		for (double value : values) {
			sum += (value - mean) * (value - mean);
		}
		return sum / (values.length - 1);
	}

}
