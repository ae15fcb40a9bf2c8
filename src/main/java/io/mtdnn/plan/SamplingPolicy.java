package io.mtdnn.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The policies that determine the probability of drawing a task. */
public enum SamplingPolicy {

	/** By the weights of the tasks, as in the paper. */
	@JsonProperty("fixed")
	FIXED,

	/** Proportional to the number of training examples. */
	@JsonProperty("proportional")
	PROPORTIONAL,

	/**
	 * Proportional to a power of the number of training examples: jiant's and T5's
	 * temperature T is 1 / exponent, MaChAmp's smoothing is the exponent.
	 */
	@JsonProperty("temperature")
	TEMPERATURE,

	/**
	 * As {@link #TEMPERATURE}, with an exponent that changes linearly over the run
	 * (Stickland and Murray 2019).
	 */
	@JsonProperty("annealed")
	ANNEALED,

	/**
	 * By weights that change linearly over the run, a form of jiant's time-dependent
	 * probabilities.
	 */
	@JsonProperty("annealed-weights")
	ANNEALED_WEIGHTS;

	/**
	 * Whether the probabilities are determined by the weights of the tasks, not by the
	 * sizes of their datasets.
	 */
	public boolean isByWeight() {
		return this == FIXED || this == ANNEALED_WEIGHTS;
	}

	/** Whether the probabilities are proportional to a power of the sizes. */
	public boolean hasExponent() {
		return this == TEMPERATURE || this == ANNEALED;
	}

}
