package io.mtdnn.serving;

/** The deadline of a request has passed. */
public class DeadlineExceededException extends RuntimeException {

	public DeadlineExceededException() {
		super("The request's time limit was exceeded.", null, false, false);
	}

}
