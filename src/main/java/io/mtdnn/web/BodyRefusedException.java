package io.mtdnn.web;

import java.io.IOException;

import org.springframework.http.ProblemDetail;

/** A body that the service stops reading; the problem document says why. */
@SuppressWarnings("serial")
public abstract class BodyRefusedException extends IOException {

	/** A refusal with a message for the log. */
	protected BodyRefusedException(String message) {
		super(message);
	}

	/** What the caller learns. */
	public abstract ProblemDetail problem();

}
