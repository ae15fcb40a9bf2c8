package io.mtdnn.web;

import java.io.IOException;

import org.springframework.http.ProblemDetail;

/** A body that the service stops reading; the problem document says why. */
@SuppressWarnings("serial")
public abstract class BodyRefusedException extends IOException {

	BodyRefusedException(String message) {
		super(message);
	}

	abstract ProblemDetail problem();

}
