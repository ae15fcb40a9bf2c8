package io.mtdnn.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The optimisers. Both use decoupled weight decay, which does not apply to biases and
 * LayerNorm.
 */
public enum OptimizerKind {

	/**
	 * Adamax (Kingma and Ba 2015, Algorithm 2): u = max(b2 u, |g|), step lr / (1 - b1^t)
	 * * m / u.
	 */
	@JsonProperty("adamax")
	ADAMAX,

	/** AdamW (Loshchilov and Hutter 2019), bias-corrected. */
	@JsonProperty("adamw")
	ADAMW

}
