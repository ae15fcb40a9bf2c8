package io.mtdnn.replays;

import io.mtdnn.task.Excerpt;

/** Thrown when a replay does not exist. */
@SuppressWarnings("serial")
public class ReplayNotFoundException extends RuntimeException {

	public ReplayNotFoundException(String id) {
		super("There is no replay '" + Excerpt.of(id) + "'.");
	}

}
