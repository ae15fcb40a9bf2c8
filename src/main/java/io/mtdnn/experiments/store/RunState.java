package io.mtdnn.experiments.store;

/** The state of a run of an experiment. */
public enum RunState {

	/** Not yet submitted. */
	PENDING,

	/** Its job is prepared, waits or runs. */
	OPEN,

	/** Its job paused at a rung, and waits until all combinations have reached it. */
	PAUSED,

	/** Its job succeeded. */
	SUCCEEDED,

	/** Its job failed, or could not be submitted. */
	FAILED,

	/** Its job was cancelled or deleted. */
	CANCELLED,

	/** Its combination was not promoted at a rung. */
	DISCARDED

}
