package io.mtdnn.answering;

/**
 * The softmax function: e^x of each logit over the sum of all, computed without overflow.
 */
public final class Softmax {

	private Softmax() {
	}

	/**
	 * Probabilities that sum to 1.
	 * @param logits any number of finite values
	 * @return one probability per logit, in the same order
	 */
	public static double[] of(double[] logits) {
		double highest = Double.NEGATIVE_INFINITY;
		for (double logit : logits) {
			highest = Math.max(highest, logit);
		}
		double[] shares = new double[logits.length];
		double sum = 0;
		for (int i = 0; i < logits.length; i++) {
			shares[i] = Math.exp(logits[i] - highest);
			sum += shares[i];
		}
		for (int i = 0; i < logits.length; i++) {
			shares[i] /= sum;
		}
		return shares;
	}

}
