package io.mtdnn.serving;

import io.mtdnn.registry.ModelNotFoundException;

/** How a request ended. */
enum RequestOutcome {

	ANSWERED,

	/** There was no room for it. */
	REFUSED,

	/** Its time was up. */
	LATE,

	/** Nobody waited for it any more. */
	GONE,

	/** It asked for what cannot be answered. */
	INVALID,

	/** Something broke. */
	FAILED;

	/** How a request that failed with this ended. */
	static RequestOutcome of(RuntimeException ex) {
		if (ex instanceof ServingBusyException) {
			return REFUSED;
		}
		if (ex instanceof DeadlineExceededException) {
			return LATE;
		}
		if (ex instanceof CallerGoneException) {
			return GONE;
		}
		return (ex instanceof InvalidQuestionException || ex instanceof QuestionTooLargeException
				|| ex instanceof ModelNotFoundException || ex instanceof NoModelException) ? INVALID : FAILED;
	}

}
