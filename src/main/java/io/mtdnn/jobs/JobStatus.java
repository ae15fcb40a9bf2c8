package io.mtdnn.jobs;

/** Where a job stands. */
public enum JobStatus {

	/** Its data are read and checked, or wait for that. */
	PREPARING,

	/** Waits for a worker; also after its worker died or handed it back. */
	QUEUED,

	RUNNING,

	SUCCEEDED,

	FAILED,

	CANCELLED;

	/** Whether nothing more happens unless somebody resumes the job. */
	public boolean terminal() {
		return this == SUCCEEDED || this == FAILED || this == CANCELLED;
	}

}
