package io.mtdnn.jobs;

import io.mtdnn.task.Excerpt;

/** Thrown when a job does not exist. */
@SuppressWarnings("serial")
public class JobNotFoundException extends RuntimeException {

	public JobNotFoundException(String id) {
		super("There is no job '" + Excerpt.of(id) + "'.");
	}

}
