package io.mtdnn.web.body;

import io.mtdnn.web.BodyRefusedException;
import io.mtdnn.web.Busy;
import org.springframework.http.ProblemDetail;

/** Thrown when the bodies of other requests use all turns or all memory for bodies. */
@SuppressWarnings("serial")
final class NoRoomForBodyException extends BodyRefusedException {

	NoRoomForBodyException(String message) {
		super(message);
	}

	@Override
	public ProblemDetail problem() {
		return Busy.problem(String.valueOf(getMessage()));
	}

}
