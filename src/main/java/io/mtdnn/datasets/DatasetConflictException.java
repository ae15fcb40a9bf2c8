package io.mtdnn.datasets;

/** A change of a dataset that would change what a job reads, or has read, unnoticed. */
public class DatasetConflictException extends RuntimeException {

	public DatasetConflictException(String message) {
		super(message);
	}

}
