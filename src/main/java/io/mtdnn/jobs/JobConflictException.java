package io.mtdnn.jobs;

/** Thrown when a job's state does not allow an operation. */
@SuppressWarnings("serial")
public class JobConflictException extends RuntimeException {

	public JobConflictException(String message) {
		super(message);
	}

}
