package io.mtdnn.serving;

import java.util.Optional;

/**
 * Why a request was not served. Meters and problem documents have the names in lower case
 * with hyphens.
 */
public enum Rejection {

	/** More rows would wait than the queue allows. */
	QUEUE_FULL,

	/** It would wait longer than requests may, or longer than its own timeout. */
	WAIT_TOO_LONG,

	/** Requests on other models hold the memory for models. */
	MODEL_MEMORY,

	/** The service is shutting down. */
	STOPPING,

	/** Its deadline has passed. */
	DEADLINE,

	/** The question, the context or their rows are larger than a limit. */
	TOO_LARGE,

	/** Its client has disconnected. */
	CLIENT_GONE;

	/**
	 * Why a request that failed with an exception was not served; empty when neither
	 * capacity nor time nor the client was the reason.
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
