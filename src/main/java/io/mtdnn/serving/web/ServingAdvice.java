package io.mtdnn.serving.web;

import java.util.Map;

import io.mtdnn.model.ModelFormatException;
import io.mtdnn.registry.ModelNotFoundException;
import io.mtdnn.serving.CallerGoneException;
import io.mtdnn.serving.DeadlineExceededException;
import io.mtdnn.serving.InvalidQuestionException;
import io.mtdnn.serving.ModelTooLargeException;
import io.mtdnn.serving.NoModelException;
import io.mtdnn.serving.QuestionTooLargeException;
import io.mtdnn.serving.ServingBusyException;
import io.mtdnn.storage.DatabaseFaults;
import io.mtdnn.web.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Errors of serving as problem details. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class ServingAdvice {

	/** Nobody reads it, but access logs show it; nginx's number for a client that has left. */
	private static final HttpStatusCode CLIENT_CLOSED_REQUEST = HttpStatusCode.valueOf(499);

	private static final Map<Class<?>, HttpStatusCode> STATUSES = Map.of(NoModelException.class, HttpStatus.CONFLICT,
			DeadlineExceededException.class, HttpStatus.GATEWAY_TIMEOUT, CallerGoneException.class, CLIENT_CLOSED_REQUEST,
			ModelTooLargeException.class, HttpStatus.INSUFFICIENT_STORAGE, ModelFormatException.class,
			HttpStatus.INTERNAL_SERVER_ERROR);

	@ExceptionHandler({ InvalidQuestionException.class, QuestionTooLargeException.class, NoModelException.class,
			DeadlineExceededException.class, CallerGoneException.class, ServingBusyException.class,
			ModelTooLargeException.class, ModelFormatException.class, ModelNotFoundException.class })
	ResponseEntity<ProblemDetail> handle(RuntimeException ex) {
		ProblemDetail problem = problem(ex);
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.getStatus());
		if (ex instanceof ServingBusyException busy) {
			answer.header(HttpHeaders.RETRY_AFTER, Long.toString(busy.retryAfterSeconds()));
		}
		return answer.body(problem);
	}

	/** The problem of one question, also where it is one of many. */
	static ProblemDetail problem(RuntimeException ex) {
		if (ex instanceof InvalidQuestionException invalid) {
			return Problems.ofAll(HttpStatus.BAD_REQUEST, "Invalid request", invalid.faults());
		}
		if (ex instanceof QuestionTooLargeException large) {
			ProblemDetail problem = Problems.of(HttpStatus.CONTENT_TOO_LARGE, "Too large", ex.getMessage(),
					large.field());
			problem.setProperty("limit", large.limit());
			return problem;
		}
		if (ex instanceof ModelNotFoundException) {
			return Problems.of(HttpStatus.NOT_FOUND, "Model not found", ex.getMessage(), "model");
		}
		if (ex instanceof ServingBusyException busy) {
			ProblemDetail problem = Problems.of(HttpStatus.SERVICE_UNAVAILABLE, "Busy", ex.getMessage(), null);
			problem.setProperty("reason", busy.reason());
			problem.setProperty("retryAfterSeconds", busy.retryAfterSeconds());
			return problem;
		}
		return of(ex);
	}

	private static ProblemDetail of(RuntimeException ex) {
		if (DatabaseFaults.temporary(ex)) {
			return DatabaseFaults.problem();
		}
		HttpStatusCode status = STATUSES.get(ex.getClass());
		return (status != null) ? Problems.of(status, title(status), ex.getMessage(), null)
				: Problems.of(HttpStatus.INTERNAL_SERVER_ERROR, "The model failed",
						"The model could not answer; the service's log has the cause.", null);
	}

	private static String title(HttpStatusCode status) {
		return (status instanceof HttpStatus known) ? known.getReasonPhrase() : "Client closed request";
	}

}
