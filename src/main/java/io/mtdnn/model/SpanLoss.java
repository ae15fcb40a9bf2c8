package io.mtdnn.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The ways to combine the two cross entropies of a span head into one loss. */
public enum SpanLoss {

	/** (start + end) / 2, as BERT's {@code run_squad.py} and transformers do. */
	@JsonProperty("mean")
	MEAN(0.5),

	/** start + end, as the paper writes. */
	@JsonProperty("sum")
	SUM(1);

	private final double factor;

	SpanLoss(double factor) {
		this.factor = factor;
	}

	/** Factor of start + end. */
	public double factor() {
		return this.factor;
	}

}
