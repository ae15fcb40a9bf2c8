package io.mtdnn.experiments.study;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What all runs have in common. */
public enum Budget {

	/**
	 * The same questions: with weight w, a run has 1 / w times the steps of the baseline.
	 */
	@JsonProperty("questions")
	QUESTIONS,

	/** The same steps: with weight w, a run reads w times the questions. */
	@JsonProperty("steps")
	STEPS

}
