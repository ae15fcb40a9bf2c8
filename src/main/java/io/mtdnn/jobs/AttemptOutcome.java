package io.mtdnn.jobs;

/** How an attempt ended. */
public enum AttemptOutcome {

	SUCCEEDED,

	FAILED,

	CANCELLED,

	/** It reached the step at which the job pauses. */
	PAUSED,

	/**
	 * The node shut down normally: it wrote a checkpoint and returned the job to the
	 * queue.
	 */
	HANDED_BACK,

	/** The worker died or lost its claim. */
	LOST

}
