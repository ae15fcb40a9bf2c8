package io.mtdnn.jobs;

/** The job is not in a state that allows this. */
@SuppressWarnings("serial")
public class JobConflictException extends RuntimeException {

	public JobConflictException(String message) {
		super(message);
	}

}
