package io.mtdnn.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What happens when an auxiliary dataset runs out before the leading one; the paper does
 * not say.
 */
public enum ExhaustionPolicy {

	/** Reshuffle it and go on. */
	@JsonProperty("cycle")
	CYCLE,

	/** Draw from the others, in proportion, until the epoch ends. */
	@JsonProperty("drop-and-renormalise")
	DROP_AND_RENORMALISE

}
