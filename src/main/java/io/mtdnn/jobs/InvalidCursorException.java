package io.mtdnn.jobs;

/** A cursor that no page of the same order returned. */
@SuppressWarnings("serial")
public class InvalidCursorException extends RuntimeException {

	public InvalidCursorException(JobOrder order) {
		super("'cursor' must be the nextCursor of an earlier page with sort=" + order + ".");
	}

}
