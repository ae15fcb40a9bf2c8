package io.mtdnn.serving;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is made of the logits of labels. */
public enum ScoreFunction {

	/** Probabilities that add up to 1. */
	@JsonProperty("softmax")
	SOFTMAX,

	/** A probability of each label by itself. */
	@JsonProperty("sigmoid")
	SIGMOID,

	/** The logits as they are. */
	@JsonProperty("none")
	NONE;

	double[] of(float[] logits) {
		double[] scores = new double[logits.length];
		double highest = Double.NEGATIVE_INFINITY;
		for (float logit : logits) {
			highest = Math.max(highest, logit);
		}
		double sum = 0;
		for (int i = 0; i < logits.length; i++) {
			scores[i] = switch (this) {
				case SOFTMAX -> Math.exp(logits[i] - highest);
				case SIGMOID -> 1 / (1 + Math.exp(-logits[i]));
				case NONE -> logits[i];
			};
			sum += scores[i];
		}
		for (int i = 0; i < logits.length && this == SOFTMAX; i++) {
			scores[i] /= sum;
		}
		return scores;
	}

}
