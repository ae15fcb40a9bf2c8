package io.mtdnn.jobs;

import java.time.Duration;

/** Thrown when the queue is full. */
@SuppressWarnings("serial")
public class QueueFullException extends RuntimeException {

	private final Duration retryAfter;

	public QueueFullException(int capacity, Duration retryAfter) {
		super(capacity + " jobs are already waiting, which is the maximum (mtdnn.jobs.queue-capacity). Retry later.");
		this.retryAfter = retryAfter;
	}

	/** How long to wait before retrying. */
	public Duration retryAfter() {
		return this.retryAfter;
	}

}
