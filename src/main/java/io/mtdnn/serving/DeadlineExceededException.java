package io.mtdnn.serving;

/** Thrown if the deadline of a request has passed. */
public class DeadlineExceededException extends RuntimeException {

	public DeadlineExceededException() {
		super("The request's time limit was exceeded.", null, false, false);
	}

}
