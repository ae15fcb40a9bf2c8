package io.mtdnn.evaluation.statistics;

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
		double mean = mean(values);
		double sum = 0;
		for (double value : values) {
			sum += (value - mean) * (value - mean);
		}
		return sum / (values.length - 1);
	}

}
