package io.mtdnn.jobs;

/** How an attempt ended. */
public enum AttemptOutcome {

	SUCCEEDED,

	FAILED,

	CANCELLED,

	/** The node shut down in order: checkpoint written, job queued again. */
	HANDED_BACK,

	/** The worker died or lost its claim. */
	LOST

}
