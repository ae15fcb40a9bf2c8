package io.mtdnn.training;

/** Whose fault it is that a run or its job failed. */
public enum FailureKind {

	/**
	 * The data or the plan (also: a loss that is not finite). Another attempt changes
	 * nothing.
	 */
	USER,

	/** Disk or memory ran out: it can be resumed when there is more. */
	CAPACITY,

	/** A fault of the service. */
	INTERNAL

}
