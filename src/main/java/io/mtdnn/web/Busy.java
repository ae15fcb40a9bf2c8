package io.mtdnn.web;

import org.springframework.http.ProblemDetail;

/** Answers of a service that has no room for a request at the moment. */
public final class Busy {

	/** Seconds to wait before retrying. */
	public static final String RETRY_SECONDS = "1";

	private Busy() {
	}

	/** The service is busy; {@code detail} says with what. */
	public static ProblemDetail problem(String detail) {
		return Problems.of(ProblemType.BUSY, detail + " Try again in " + RETRY_SECONDS + " s.", null);
	}

}
