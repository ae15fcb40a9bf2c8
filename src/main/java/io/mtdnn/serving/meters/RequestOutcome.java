package io.mtdnn.serving.meters;

import io.mtdnn.registry.ModelMismatchException;
import io.mtdnn.registry.ModelNotFoundException;
import io.mtdnn.serving.CallerGoneException;
import io.mtdnn.serving.DeadlineExceededException;
import io.mtdnn.serving.InvalidQuestionException;
import io.mtdnn.serving.NoModelException;
import io.mtdnn.serving.QuestionTooLargeException;
import io.mtdnn.serving.ServingBusyException;

/** How a request ended. */
public enum RequestOutcome {

	ANSWERED,

	/** There was no capacity for it. */
	REFUSED,

	/** Its deadline passed. */
	LATE,

	/** Its client disconnected. */
	GONE,

	/** It was rejected as invalid. */
	INVALID,

	/** The service failed. */
	FAILED;

	/** How a request that failed with this ended. */
	public static RequestOutcome of(RuntimeException ex) {
		if (ex instanceof ServingBusyException) {
			return REFUSED;
		}
		if (ex instanceof DeadlineExceededException) {
			return LATE;
		}
		if (ex instanceof CallerGoneException) {
			return GONE;
		}
		return (ex instanceof InvalidQuestionException || ex instanceof ModelMismatchException
				|| ex instanceof QuestionTooLargeException || ex instanceof ModelNotFoundException
				|| ex instanceof NoModelException) ? INVALID : FAILED;
	}

}
