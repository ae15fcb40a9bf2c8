package io.mtdnn.jobs;

import java.time.Duration;

/** As many jobs wait as may wait. */
@SuppressWarnings("serial")
public class QueueFullException extends RuntimeException {

	private final Duration retryAfter;

	public QueueFullException(int capacity, Duration retryAfter) {
		super(capacity
				+ " jobs wait already, which is the most that may (mtdnn.jobs.queue-capacity). Try again later.");
		this.retryAfter = retryAfter;
	}

	/** When to try again. */
	public Duration retryAfter() {
		return this.retryAfter;
	}

}
