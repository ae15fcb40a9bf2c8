package io.mtdnn.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Answers of a service that has no room for a request at the moment. */
final class Busy {

	static final String RETRY_SECONDS = "1";

	private Busy() {
	}

	static ProblemDetail problem(String detail) {
		return Problems.of(HttpStatus.SERVICE_UNAVAILABLE, "Busy", detail + " Try again in " + RETRY_SECONDS + " s.",
				null);
	}

}
