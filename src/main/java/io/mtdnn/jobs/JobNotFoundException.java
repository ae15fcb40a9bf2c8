package io.mtdnn.jobs;

import io.mtdnn.task.Excerpt;

/** There is no such job. */
@SuppressWarnings("serial")
public class JobNotFoundException extends RuntimeException {

	public JobNotFoundException(String id) {
		super("There is no job '" + Excerpt.of(id) + "'.");
	}

}
