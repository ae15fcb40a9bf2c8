package io.mtdnn.web.body;

import io.mtdnn.web.BodyRefusedException;
import io.mtdnn.web.ProblemType;
import io.mtdnn.web.Problems;
import io.mtdnn.web.StreamedBodies.Bound;
import org.springframework.http.ProblemDetail;

/** Thrown when a body is too large. */
@SuppressWarnings("serial")
final class BodyTooLargeException extends BodyRefusedException {

	private final transient Bound limit;

	BodyTooLargeException(Bound limit) {
		super("The body is larger than %d bytes".formatted(limit.size().toBytes()));
		this.limit = limit;
	}

	@Override
	public ProblemDetail problem() {
		return Problems.of(ProblemType.BODY_TOO_LARGE,
				"A body may have at most %d bytes (%s).".formatted(this.limit.size().toBytes(), this.limit.setting()),
				null);
	}

}
