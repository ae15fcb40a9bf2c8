package io.mtdnn.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The policies for a dataset whose batches are used up before the epoch ends. The paper
 * does not specify one.
 */
public enum ExhaustionPolicy {

	/** Start the dataset again, reshuffled. */
	@JsonProperty("cycle")
	CYCLE,

	/** Draw from the other datasets, in proportion, until the epoch ends. */
	@JsonProperty("drop-and-renormalise")
	DROP_AND_RENORMALISE

}
