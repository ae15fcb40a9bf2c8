package io.mtdnn.experiments.study;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A run that an experiment is compared with. */
public enum Control {

	/** The leading task alone. */
	@JsonProperty("baseline")
	BASELINE("baseline"),

	/** The leading task alone, for as many steps as the base mixture has. */
	@JsonProperty("equal-steps")
	EQUAL_STEPS("equal steps"),

	/** The base mixture with shuffled labels of all other tasks. */
	@JsonProperty("placebo")
	PLACEBO("placebo");

	private final String label;

	Control(String label) {
		this.label = label;
	}

	/** The name in runs, tables and figures. */
	public String label() {
		return this.label;
	}

}
