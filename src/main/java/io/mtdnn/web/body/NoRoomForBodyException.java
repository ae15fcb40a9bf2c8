package io.mtdnn.web.body;

import io.mtdnn.web.BodyRefusedException;
import io.mtdnn.web.Busy;
import org.springframework.http.ProblemDetail;

/** The bodies of other requests take all turns or all memory that bodies may take. */
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
