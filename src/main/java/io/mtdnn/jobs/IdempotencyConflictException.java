package io.mtdnn.jobs;

/** An Idempotency-Key that cannot be used for this request. */
@SuppressWarnings("serial")
public class IdempotencyConflictException extends RuntimeException {

	private final boolean inFlight;

	IdempotencyConflictException(boolean inFlight, String message) {
		super(message);
		this.inFlight = inFlight;
	}

	/** Whether the first request with this key is still being worked on; else it came with another body. */
	public boolean inFlight() {
		return this.inFlight;
	}

}
