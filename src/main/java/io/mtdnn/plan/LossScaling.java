package io.mtdnn.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The ways to make losses of tasks with different numbers of possible answers comparable.
 */
public enum LossScaling {

	/** No scaling, as in the paper. */
	@JsonProperty("none")
	NONE,

	/**
	 * Divided by ln n, the loss of a uniform guess among the n possible answers
	 * (Aghajanyan et al. 2021, MUPPET).
	 */
	@JsonProperty("labels")
	LABELS

}
