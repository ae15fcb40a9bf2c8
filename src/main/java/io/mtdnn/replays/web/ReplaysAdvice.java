package io.mtdnn.replays.web;

import io.mtdnn.jobs.JobNotFoundException;
import io.mtdnn.jobs.QueueFullException;
import io.mtdnn.replays.InvalidCapsuleException;
import io.mtdnn.replays.NoCapsuleException;
import io.mtdnn.replays.ReplayNotFoundException;
import io.mtdnn.web.ProblemType;
import io.mtdnn.web.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Errors of capsules and replays as problem details. */
@RestControllerAdvice(basePackageClasses = ReplaysAdvice.class)
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
	ProblemDetail handle(JobNotFoundException ex) {
		return Problems.of(ProblemType.JOB_NOT_FOUND, ex.getMessage(), "id");
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> handle(QueueFullException ex) {
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.header(HttpHeaders.RETRY_AFTER, Long.toString(ex.retryAfter().toSeconds()))
			.body(Problems.of(ProblemType.QUEUE_FULL, ex.getMessage(), null));
	}

	@ExceptionHandler
	ProblemDetail handle(NoCapsuleException ex) {
		return Problems.of(ProblemType.RESULTS_MISSING, ex.getMessage(), "id");
	}

}
