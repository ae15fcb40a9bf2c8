package io.mtdnn.jobs;

import java.time.Duration;

/** An Idempotency-Key that cannot be used for this request. */
@SuppressWarnings("serial")
public class IdempotencyConflictException extends RuntimeException {

	private final Duration retryAfter;

	private IdempotencyConflictException(Duration retryAfter, String message) {
		super(message);
		this.retryAfter = retryAfter;
	}

	public static IdempotencyConflictException inFlight(IdempotencyKey key, Duration retryAfter) {
		return new IdempotencyConflictException(retryAfter,
				"A request with the Idempotency-Key '" + key.value() + "' is being worked on.");
	}

	public static IdempotencyConflictException otherBody(IdempotencyKey key) {
		return new IdempotencyConflictException(null,
				"The Idempotency-Key '" + key.value() + "' was used with another body before.");
	}

	/**
	 * Whether the first request with this key is still being worked on; else it came with
	 * another body.
	 */
	public boolean inFlight() {
		return this.retryAfter != null;
	}

	/** When to ask again for a request in flight; otherwise null. */
	public Duration retryAfter() {
		return this.retryAfter;
	}

}
