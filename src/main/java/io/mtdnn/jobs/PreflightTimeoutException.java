package io.mtdnn.jobs;

import java.time.Duration;

/** Thrown when a pre-flight exceeds the caller's maximum wait, or too many wait. */
@SuppressWarnings("serial")
public class PreflightTimeoutException extends RuntimeException {

	public PreflightTimeoutException(Duration waited) {
		super("The pre-flight did not finish within " + waited.toSeconds()
				+ " seconds. Data read so far are cached; retry later.");
	}

	/**
	 * @param waiting number of requests that wait for their pre-flights
	 */
	public PreflightTimeoutException(int waiting) {
		super("The pre-flight did not begin, because " + waiting
				+ " requests already wait for theirs, which is the maximum; retry later.");
	}

}
