package io.mtdnn.web;

import org.springframework.http.ProblemDetail;

/** Creates the problem document of a service without capacity for a request. */
public final class Busy {

	/** Seconds to wait before retrying. */
	public static final String RETRY_SECONDS = "1";

	private Busy() {
	}

	/** A problem document for a busy service; {@code detail} contains the reason. */
	public static ProblemDetail problem(String detail) {
		return Problems.of(ProblemType.BUSY, detail + " Retry in " + RETRY_SECONDS + " s.", null);
	}

}
