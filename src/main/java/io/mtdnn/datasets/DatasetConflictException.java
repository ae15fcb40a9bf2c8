package io.mtdnn.datasets;

/** Thrown when a change of a dataset would alter data that a job reads or has read. */
public class DatasetConflictException extends RuntimeException {

	public DatasetConflictException(String message) {
		super(message);
	}

}
