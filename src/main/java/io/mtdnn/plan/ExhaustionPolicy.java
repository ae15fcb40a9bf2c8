package io.mtdnn.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The policies for an auxiliary dataset that runs out before the leading one, which the
 * paper does not specify.
 */
public enum ExhaustionPolicy {

	/** Reshuffle it and continue. */
	@JsonProperty("cycle")
	CYCLE,

	/** Draw from the others, in proportion, until the epoch ends. */
	@JsonProperty("drop-and-renormalise")
	DROP_AND_RENORMALISE

}
