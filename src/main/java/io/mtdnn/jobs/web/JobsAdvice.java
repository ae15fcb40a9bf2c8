package io.mtdnn.jobs.web;

import java.time.Duration;

import io.mtdnn.jobs.IdempotencyConflictException;
import io.mtdnn.jobs.InvalidCursorException;
import io.mtdnn.jobs.JobConflictException;
import io.mtdnn.jobs.JobNotFoundException;
import io.mtdnn.jobs.PreflightTimeoutException;
import io.mtdnn.jobs.QueueFullException;
import io.mtdnn.jobs.preparation.PlanProblems;
import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.web.ProblemType;
import io.mtdnn.web.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Maps exceptions of the jobs API to problem documents. */
@RestControllerAdvice(basePackageClasses = JobsAdvice.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class JobsAdvice {

	private static final String STREAMS_RETRY_SECONDS = "5";

	private static final String PREFLIGHT_RETRY_SECONDS = "30";

	@ExceptionHandler
	ProblemDetail badRequest(BadRequestException ex) {
		return Problems.ofAll(ProblemType.INVALID_REQUEST, ex.faults());
	}

	@ExceptionHandler
	ProblemDetail missing(MissingPredictionsException ex) {
		return Problems.of(ProblemType.RESULTS_MISSING, ex.getMessage(), "dataset");
	}

	@ExceptionHandler
	ProblemDetail badParameter(MethodArgumentTypeMismatchException ex) {
		return Problems.of(ProblemType.INVALID_REQUEST,
				"'" + ex.getName() + "' must be " + expected(ex.getRequiredType()) + ".", ex.getName());
	}

	private static String expected(@Nullable Class<?> type) {
		if (type != null && type.isEnum()) {
			return "one of " + java.util.Arrays.toString(type.getEnumConstants());
		}
		if (type == Boolean.class || type == boolean.class) {
			return "true or false";
		}
		return (type == Double.class) ? "a number" : "a whole number";
	}

	@ExceptionHandler
	ProblemDetail invalidPlan(InvalidPlanException ex) {
		return PlanProblems.of(ex);
	}

	@ExceptionHandler
	ProblemDetail invalidCursor(InvalidCursorException ex) {
		return Problems.of(ProblemType.INVALID_REQUEST, ex.getMessage(), "cursor");
	}

	@ExceptionHandler
	ProblemDetail notFound(JobNotFoundException ex) {
		return Problems.of(ProblemType.JOB_NOT_FOUND, ex.getMessage(), "id");
	}

	@ExceptionHandler
	ProblemDetail conflict(JobConflictException ex) {
		return Problems.of(ProblemType.JOB_STATE_CONFLICT, ex.getMessage(), null);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> idempotency(IdempotencyConflictException ex) {
		Duration retryAfter = ex.retryAfter();
		if (retryAfter == null) {
			return ResponseEntity
				.of(Problems.of(ProblemType.IDEMPOTENCY_KEY_REUSED, ex.getMessage(), "Idempotency-Key"))
				.build();
		}
		return retryLater(HttpStatus.CONFLICT, Long.toString(retryAfter.toSeconds()),
				Problems.of(ProblemType.REQUEST_IN_FLIGHT, ex.getMessage(), "Idempotency-Key"));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> tooManyStreams(TooManyStreamsException ex) {
		return retryLater(STREAMS_RETRY_SECONDS, Problems.of(ProblemType.TOO_MANY_STREAMS, ex.getMessage(), null));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> preflightTimeout(PreflightTimeoutException ex) {
		return retryLater(HttpStatus.GATEWAY_TIMEOUT, PREFLIGHT_RETRY_SECONDS,
				Problems.of(ProblemType.DEADLINE_EXCEEDED, ex.getMessage(), null));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> full(QueueFullException ex) {
		return retryLater(Long.toString(ex.retryAfter().toSeconds()),
				Problems.of(ProblemType.QUEUE_FULL, ex.getMessage(), null));
	}

	private static ResponseEntity<ProblemDetail> retryLater(String seconds, ProblemDetail problem) {
		return retryLater(HttpStatus.SERVICE_UNAVAILABLE, seconds, problem);
	}

	private static ResponseEntity<ProblemDetail> retryLater(HttpStatus status, String seconds, ProblemDetail problem) {
		return ResponseEntity.status(status).header(HttpHeaders.RETRY_AFTER, seconds).body(problem);
	}

}
