package io.mtdnn.serving;

import io.mtdnn.observability.MeterNames;

/**
 * Thrown if the service currently has no capacity for a request. The client can retry
 * later.
 */
public class ServingBusyException extends RuntimeException {

	private final Rejection rejection;

	private final long retryAfterSeconds;

	public ServingBusyException(Rejection rejection, String message, long retryAfterSeconds) {
		super(message, null, false, false);
		this.rejection = rejection;
		this.retryAfterSeconds = Math.max(1, retryAfterSeconds);
	}

	/** The service is shutting down. */
	public static ServingBusyException stopping() {
		return new ServingBusyException(Rejection.STOPPING, "The service is shutting down.", 5);
	}

	/**
	 * The reason as in meters and problem documents: {@code queue-full},
	 * {@code wait-too-long}, {@code model-memory} or {@code stopping}.
	 */
	public String reason() {
		return MeterNames.tag(this.rejection);
	}

	/** The reason for which the request was rejected. */
	public Rejection rejection() {
		return this.rejection;
	}

	/** Number of seconds after which there will probably be capacity. */
	public long retryAfterSeconds() {
		return this.retryAfterSeconds;
	}

}
