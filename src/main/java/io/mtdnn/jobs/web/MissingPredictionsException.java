package io.mtdnn.jobs.web;

import org.jspecify.annotations.Nullable;

/** Thrown when a job has no predictions of a dataset. */
class MissingPredictionsException extends RuntimeException {

	MissingPredictionsException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
