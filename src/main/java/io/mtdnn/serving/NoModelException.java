package io.mtdnn.serving;

/** No model that could answer has been trained yet. */
public class NoModelException extends RuntimeException {

	NoModelException(String head, String newest, String tasks) {
		super("There is no model with a %s head yet; the newest one, '%s', was trained on %s. Train one with POST /jobs."
			.formatted(head, newest, tasks));
	}

	NoModelException() {
		super("There is no model yet. Train one with POST /jobs; it answers as soon as the job has succeeded.");
	}

}
