package io.mtdnn.web.body;

import io.mtdnn.web.BodyRefusedException;
import io.mtdnn.web.ProblemType;
import io.mtdnn.web.Problems;
import org.springframework.http.ProblemDetail;
import org.springframework.util.unit.DataSize;

/** More bytes came than a body may have. */
@SuppressWarnings("serial")
final class BodyTooLargeException extends BodyRefusedException {

	private final DataSize limit;

	BodyTooLargeException(DataSize limit) {
		super("The body is larger than %d bytes".formatted(limit.toBytes()));
		this.limit = limit;
	}

	@Override
	public ProblemDetail problem() {
		return Problems.of(ProblemType.BODY_TOO_LARGE,
				"A body may have at most %d bytes (mtdnn.web.max-body).".formatted(this.limit.toBytes()), null);
	}

}
