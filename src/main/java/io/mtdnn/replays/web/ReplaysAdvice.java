package io.mtdnn.replays.web;

import io.mtdnn.replays.InvalidCapsuleException;
import io.mtdnn.replays.NoCapsuleException;
import io.mtdnn.replays.ReplayNotFoundException;
import io.mtdnn.web.ProblemType;
import io.mtdnn.web.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Errors of capsules and replays as problem details. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class ReplaysAdvice {

	@ExceptionHandler
	ProblemDetail handle(InvalidCapsuleException ex) {
		return Problems.ofAll(ProblemType.INVALID_CAPSULE, ex.faults());
	}

	@ExceptionHandler
	ProblemDetail handle(ReplayNotFoundException ex) {
		return Problems.of(ProblemType.REPLAY_NOT_FOUND, ex.getMessage(), "id");
	}

	@ExceptionHandler
	ProblemDetail handle(NoCapsuleException ex) {
		return Problems.of(ProblemType.RESULTS_MISSING, ex.getMessage(), "id");
	}

}
