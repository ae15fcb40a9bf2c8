package io.mtdnn.serving;

import java.util.Optional;

/**
 * The reasons why a request was not served. Meters and problem documents contain the
 * names in lower case with hyphens.
 */
public enum Rejection {

	/** More rows would wait than the queue can hold. */
	QUEUE_FULL,

	/** The request would wait longer than the maximum, or longer than its own timeout. */
	WAIT_TOO_LONG,

	/** Requests for other models use all memory for models. */
	MODEL_MEMORY,

	/** The service is shutting down. */
	STOPPING,

	/** The deadline of the request has passed. */
	DEADLINE,

	/** The question, the context or their rows are larger than a limit. */
	TOO_LARGE,

	/** The client has disconnected. */
	CLIENT_GONE;

	/**
	 * The reason for an exception; empty if it was not capacity, time, size or the
	 * client.
	 */
	public static Optional<Rejection> of(RuntimeException ex) {
		if (ex instanceof ServingBusyException busy) {
			return Optional.of(busy.rejection());
		}
		if (ex instanceof DeadlineExceededException) {
			return Optional.of(DEADLINE);
		}
		if (ex instanceof QuestionTooLargeException) {
			return Optional.of(TOO_LARGE);
		}
		return (ex instanceof CallerGoneException) ? Optional.of(CLIENT_GONE) : Optional.empty();
	}

}
