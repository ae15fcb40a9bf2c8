package io.mtdnn.serving;

/** No model has been trained yet. */
public class NoModelException extends RuntimeException {

	NoModelException() {
		super("There is no model yet. Train one with POST /jobs; it answers as soon as the job has succeeded.");
	}

}
