package io.mtdnn.serving.meters;

import io.mtdnn.registry.ModelMismatchException;
import io.mtdnn.registry.ModelNotFoundException;
import io.mtdnn.serving.CallerGoneException;
import io.mtdnn.serving.DeadlineExceededException;
import io.mtdnn.serving.InvalidQuestionException;
import io.mtdnn.serving.NoModelException;
import io.mtdnn.serving.QuestionTooLargeException;
import io.mtdnn.serving.ServingBusyException;

/** The outcomes of requests. */
public enum RequestOutcome {

	ANSWERED,

	/** The service had no capacity. */
	REFUSED,

	/** The deadline of the request passed. */
	LATE,

	/** The client disconnected. */
	GONE,

	/** The request was invalid. */
	INVALID,

	/** The service failed. */
	FAILED;

	/** The outcome of a request that failed with an exception. */
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
