package io.mtdnn.jobs;

/** Whose fault it is that a job failed. */
public enum FailureKind {

	/** The data or the plan: trying again changes nothing. */
	USER,

	/** Disk or memory ran out: resume it when there is more. */
	CAPACITY,

	/** A fault of the service. */
	INTERNAL

}
