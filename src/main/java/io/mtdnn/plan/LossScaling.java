package io.mtdnn.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The ways to scale the losses of tasks with different numbers of possible answers.
 */
public enum LossScaling {

	/** No scaling, as in the paper. */
	@JsonProperty("none")
	NONE,

	/**
	 * Losses are divided by ln n, the loss of a uniform guess among the n possible
	 * answers (Aghajanyan et al. 2021, MUPPET).
	 */
	@JsonProperty("labels")
	LABELS

}
