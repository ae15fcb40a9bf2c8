package io.mtdnn.web;

import java.io.IOException;

import org.springframework.http.ProblemDetail;

/**
 * Thrown when the service stops reading a body; the problem document contains the reason.
 */
@SuppressWarnings("serial")
public abstract class BodyRefusedException extends IOException {

	/** A refusal with a message for the log. */
	protected BodyRefusedException(String message) {
		super(message);
	}

	/** The problem document for the caller. */
	public abstract ProblemDetail problem();

}
