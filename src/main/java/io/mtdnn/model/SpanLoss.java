package io.mtdnn.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the two cross entropies of a span head become one loss. */
public enum SpanLoss {

	/** (start + end) / 2, as BERT's {@code run_squad.py} and transformers do. */
	@JsonProperty("mean")
	MEAN,

	/** start + end, as the paper writes. */
	@JsonProperty("sum")
	SUM

}
