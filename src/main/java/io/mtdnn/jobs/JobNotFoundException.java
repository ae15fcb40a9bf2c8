package io.mtdnn.jobs;

/** There is no such job. */
@SuppressWarnings("serial")
public class JobNotFoundException extends RuntimeException {

	JobNotFoundException(String id) {
		super("There is no job '" + id + "'.");
	}

}
