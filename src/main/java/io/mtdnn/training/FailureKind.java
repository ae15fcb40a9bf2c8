package io.mtdnn.training;

/** The cause of a failed run or job. */
public enum FailureKind {

	/**
	 * The data or the plan, including a loss that is not finite. Another attempt would
	 * fail too.
	 */
	USER,

	/** Disk space or memory ran out. The job can be resumed when more is available. */
	CAPACITY,

	/** A fault of the service. */
	INTERNAL

}
