package io.mtdnn.training.schedule;

/** The probabilities of the tasks during a run. */
@FunctionalInterface
interface TaskMixture {

	/**
	 * Weights of the tasks, which sum to about 1.
	 * @param progress completed share of the leading task's batches, 0 to 1
	 */
	double[] weights(double progress);

	/** Constant weights. */
	static TaskMixture fixed(double... weights) {
		double[] copy = weights.clone();
		return (progress) -> copy;
	}

	/** Weights that change linearly. */
	static TaskMixture linear(double[] start, double[] end) {
		return (progress) -> {
			double[] weights = new double[start.length];
			for (int i = 0; i < weights.length; i++) {
				weights[i] = start[i] + progress * (end[i] - start[i]);
			}
			return weights;
		};
	}

	/**
	 * Weights proportional to {@code min(size, cap)^a}, where {@code a} changes linearly.
	 * Sizes are first divided by the largest one, so that powers do not overflow.
	 */
	static TaskMixture powers(int[] sizes, int cap, double startExponent, double endExponent) {
		double[] relative = relative(sizes, cap);
		return (progress) -> {
			double exponent = startExponent + progress * (endExponent - startExponent);
			double[] weights = new double[relative.length];
			double sum = 0;
			for (int i = 0; i < weights.length; i++) {
				weights[i] = StrictMath.pow(relative[i], exponent);
				sum += weights[i];
			}
			for (int i = 0; i < weights.length; i++) {
				weights[i] /= sum;
			}
			return weights;
		};
	}

	private static double[] relative(int[] sizes, int cap) {
		double[] relative = new double[sizes.length];
		double largest = 0;
		for (int i = 0; i < sizes.length; i++) {
			relative[i] = Math.min(sizes[i], cap);
			largest = Math.max(largest, relative[i]);
		}
		for (int i = 0; i < sizes.length; i++) {
			relative[i] /= largest;
		}
		return relative;
	}

}
