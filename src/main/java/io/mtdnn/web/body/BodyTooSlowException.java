package io.mtdnn.web.body;

import java.time.Duration;

import io.mtdnn.web.BodyRefusedException;
import io.mtdnn.web.ProblemType;
import io.mtdnn.web.Problems;

import org.springframework.http.ProblemDetail;
import org.springframework.util.unit.DataSize;

/** Thrown when a body arrives too slowly. */
@SuppressWarnings("serial")
final class BodyTooSlowException extends BodyRefusedException {

	private final Duration time;

	private final DataSize rate;

	BodyTooSlowException(Duration time, DataSize rate) {
		super("The body arrives too slowly");
		this.time = time;
		this.rate = rate;
	}

	@Override
	public ProblemDetail problem() {
		return Problems.of(ProblemType.BODY_TOO_SLOW,
				("The body did not arrive in time: it may take %d ms (mtdnn.web.body-time) and one more second for every %d bytes "
						+ "(mtdnn.web.body-rate).")
					.formatted(this.time.toMillis(), this.rate.toBytes()),
				null);
	}

}
