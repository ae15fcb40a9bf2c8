package io.mtdnn.serving;

import io.mtdnn.observability.MeterNames;

/** There is more to do than the service takes on; it makes sense to come again later. */
public class ServingBusyException extends RuntimeException {

	private final Rejection rejection;

	private final long retryAfterSeconds;

	ServingBusyException(Rejection rejection, String message, long retryAfterSeconds) {
		super(message, null, false, false);
		this.rejection = rejection;
		this.retryAfterSeconds = Math.max(1, retryAfterSeconds);
	}

	/**
	 * As meters and problems say it: {@code queue-full}, {@code wait-too-long},
	 * {@code model-memory} or {@code stopping}.
	 */
	public String reason() {
		return MeterNames.tag(this.rejection);
	}

	Rejection rejection() {
		return this.rejection;
	}

	/** After how many seconds there is probably room. */
	public long retryAfterSeconds() {
		return this.retryAfterSeconds;
	}

}
