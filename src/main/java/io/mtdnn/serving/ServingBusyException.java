package io.mtdnn.serving;

/** There is more to do than the service takes on; it makes sense to come again later. */
public class ServingBusyException extends RuntimeException {

	private final String reason;

	private final long retryAfterSeconds;

	ServingBusyException(String reason, String message, long retryAfterSeconds) {
		super(message, null, false, false);
		this.reason = reason;
		this.retryAfterSeconds = Math.max(1, retryAfterSeconds);
	}

	/** A word for the meters: {@code queue-full}, {@code wait-too-long}, {@code model-memory} or {@code stopping}. */
	public String reason() {
		return this.reason;
	}

	/** After how many seconds there is probably room. */
	public long retryAfterSeconds() {
		return this.retryAfterSeconds;
	}

}
