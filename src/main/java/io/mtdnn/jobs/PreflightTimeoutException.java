package io.mtdnn.jobs;

import java.time.Duration;

/** A pre-flight takes longer than its caller waits. */
@SuppressWarnings("serial")
public class PreflightTimeoutException extends RuntimeException {

	public PreflightTimeoutException(Duration waited) {
		super("The pre-flight has not ended within " + waited.toSeconds()
				+ " seconds. What it has read is cached: ask again later.");
	}

}
