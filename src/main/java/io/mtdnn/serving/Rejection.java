package io.mtdnn.serving;

import java.util.Optional;

/**
 * Why a request was not served; as a tag of a meter and in a problem each stands in lower
 * case with hyphens.
 */
enum Rejection {

	/** More rows would wait than may. */
	QUEUE_FULL,

	/** It would wait longer than requests may, or than its own time. */
	WAIT_TOO_LONG,

	/** Requests on other models hold the memory for models. */
	MODEL_MEMORY,

	/** The service is shutting down. */
	STOPPING,

	/** Its time was up. */
	DEADLINE,

	/** The question, the context or their rows are larger than a limit. */
	TOO_LARGE,

	/** Nobody waits for it any more. */
	CLIENT_GONE;

	/**
	 * Why a request that failed with this was not served; empty when it was not for want
	 * of room, time or a caller.
	 */
	static Optional<Rejection> of(RuntimeException ex) {
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
