package io.mtdnn.serving;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mtdnn.answering.Softmax;

/** The functions that convert the logits of labels to scores. */
public enum ScoreFunction {

	/** Probabilities that sum to 1. */
	@JsonProperty("softmax")
	SOFTMAX,

	/** A separate probability for each label. */
	@JsonProperty("sigmoid")
	SIGMOID,

	/** The unchanged logits. */
	@JsonProperty("none")
	NONE;

	/** Returns a score for each logit, in the same order. */
	public double[] of(float[] logits) {
		double[] values = new double[logits.length];
		for (int i = 0; i < logits.length; i++) {
			values[i] = (this == SIGMOID) ? 1 / (1 + Math.exp(-logits[i])) : logits[i];
		}
		return (this == SOFTMAX) ? Softmax.of(values) : values;
	}

}
