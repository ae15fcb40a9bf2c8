package io.mtdnn.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The ways to combine the cross entropies of start and end into the loss of a span head.
 */
public enum SpanLoss {

	/** (start + end) / 2, as BERT's {@code run_squad.py} and transformers do. */
	@JsonProperty("mean")
	MEAN(0.5),

	/** start + end, as in the MT-DNN paper (Liu et al. 2019). */
	@JsonProperty("sum")
	SUM(1);

	private final double factor;

	SpanLoss(double factor) {
		this.factor = factor;
	}

	/** The factor by which start + end is multiplied. */
	public double factor() {
		return this.factor;
	}

}
