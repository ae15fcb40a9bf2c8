package io.mtdnn.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The choice of the epoch whose model a run registers. */
public enum Keep {

	/** The model after the last trained epoch, as in the paper. */
	@JsonProperty("last")
	LAST,

	/**
	 * The model of the epoch with the best value of a metric on the evaluation set.
	 */
	@JsonProperty("best")
	BEST,

	/** Both, as two models. */
	@JsonProperty("both")
	BOTH

}
