package io.mtdnn.experiments.store;

/** Where a run of an experiment stands. */
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

	/** Its job was cancelled or is gone. */
	CANCELLED,

	/** Its combination was not promoted at a rung. */
	DISCARDED

}
