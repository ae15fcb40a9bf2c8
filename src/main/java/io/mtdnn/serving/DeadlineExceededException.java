package io.mtdnn.serving;

/** The deadline of a request has passed. */
public class DeadlineExceededException extends RuntimeException {

	public DeadlineExceededException() {
		super("There was no answer within the request's time.", null, false, false);
	}

}
