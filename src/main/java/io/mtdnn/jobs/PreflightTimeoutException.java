package io.mtdnn.jobs;

import java.time.Duration;

/** Thrown when a pre-flight exceeds the caller's maximum wait. */
@SuppressWarnings("serial")
public class PreflightTimeoutException extends RuntimeException {

	public PreflightTimeoutException(Duration waited) {
		super("The pre-flight did not finish within " + waited.toSeconds()
				+ " seconds. Data read so far are cached; retry later.");
	}

}
