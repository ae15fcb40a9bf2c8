package io.mtdnn.jobs;

/** Thrown for a cursor that was not returned with a page in the same order. */
@SuppressWarnings("serial")
public class InvalidCursorException extends RuntimeException {

	public InvalidCursorException(JobOrder order) {
		super("'cursor' must be the nextCursor of an earlier page with sort=" + order + ".");
	}

}
