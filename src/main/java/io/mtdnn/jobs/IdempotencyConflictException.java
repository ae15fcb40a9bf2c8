package io.mtdnn.jobs;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** Thrown when an Idempotency-Key cannot be used for this request. */
@SuppressWarnings("serial")
public class IdempotencyConflictException extends RuntimeException {

	private final @Nullable Duration retryAfter;

	private IdempotencyConflictException(@Nullable Duration retryAfter, String message) {
		super(message);
		this.retryAfter = retryAfter;
	}

	public static IdempotencyConflictException inFlight(IdempotencyKey key, Duration retryAfter) {
		return new IdempotencyConflictException(retryAfter,
				"A request with the Idempotency-Key '" + key.value() + "' is still being processed.");
	}

	public static IdempotencyConflictException otherBody(IdempotencyKey key) {
		return new IdempotencyConflictException(null,
				"The Idempotency-Key '" + key.value() + "' was already used with a different body.");
	}

	/**
	 * Whether the first request with this key is still being processed; if false, that
	 * request had a different body.
	 */
	public boolean inFlight() {
		return this.retryAfter != null;
	}

	/**
	 * How long to wait before retrying if the first request is in flight; otherwise null.
	 */
	public @Nullable Duration retryAfter() {
		return this.retryAfter;
	}

}
