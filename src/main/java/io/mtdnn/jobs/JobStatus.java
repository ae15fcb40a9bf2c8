package io.mtdnn.jobs;

/** The status of a job. */
public enum JobStatus {

	/** Its data are being read and checked, or will be. */
	PREPARING,

	/**
	 * Waits for a worker, possibly after its previous worker crashed or handed it back.
	 */
	QUEUED,

	RUNNING,

	SUCCEEDED,

	FAILED,

	CANCELLED,

	/**
	 * It reached the step at which it pauses, was evaluated there and continues when it
	 * is resumed.
	 */
	PAUSED;

	/** Whether the job has ended and can only continue by being resumed. */
	public boolean terminal() {
		return this == SUCCEEDED || this == FAILED || this == CANCELLED || this == PAUSED;
	}

}
