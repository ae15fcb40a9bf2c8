package io.mtdnn.serving;

/** The time that a request had is over. */
public class DeadlineExceededException extends RuntimeException {

	DeadlineExceededException() {
		super("There was no answer within the request's time.", null, false, false);
	}

}
