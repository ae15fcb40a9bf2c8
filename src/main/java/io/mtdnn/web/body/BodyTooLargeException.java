package io.mtdnn.web.body;

import io.mtdnn.web.BodyRefusedException;
import io.mtdnn.web.Problems;
import org.springframework.http.HttpStatus;
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
		return Problems.of(HttpStatus.CONTENT_TOO_LARGE, "Request body too large",
				"A body may have at most %d bytes (mtdnn.web.max-body).".formatted(this.limit.toBytes()), null);
	}

}
