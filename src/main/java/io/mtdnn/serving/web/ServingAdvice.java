package io.mtdnn.serving.web;

import java.util.Map;

import io.mtdnn.registry.ModelDamagedException;
import io.mtdnn.registry.ModelMismatchException;
import io.mtdnn.registry.ModelNotFoundException;
import io.mtdnn.registry.ModelProblems;
import io.mtdnn.registry.ModelUnavailableException;
import io.mtdnn.serving.CallerGoneException;
import io.mtdnn.serving.DeadlineExceededException;
import io.mtdnn.serving.InvalidQuestionException;
import io.mtdnn.serving.ModelFailedException;
import io.mtdnn.serving.ModelTooLargeException;
import io.mtdnn.serving.NoModelException;
import io.mtdnn.serving.QuestionTooLargeException;
import io.mtdnn.serving.ServingBusyException;
import io.mtdnn.storage.DatabaseFaults;
import io.mtdnn.web.ProblemType;
import io.mtdnn.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Converts the exceptions of serving to problem documents. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class ServingAdvice {

	private static final Logger log = LoggerFactory.getLogger(ServingAdvice.class);

	private static final Map<Class<?>, ProblemType> TYPES = Map.of(DeadlineExceededException.class,
			ProblemType.DEADLINE_EXCEEDED, CallerGoneException.class, ProblemType.CALLER_GONE,
			ModelTooLargeException.class, ProblemType.MODEL_TOO_LARGE);

	@ExceptionHandler({ InvalidQuestionException.class, ModelMismatchException.class, QuestionTooLargeException.class,
			NoModelException.class, DeadlineExceededException.class, CallerGoneException.class,
			ServingBusyException.class, ModelTooLargeException.class, ModelNotFoundException.class,
			ModelDamagedException.class, ModelUnavailableException.class, ModelFailedException.class })
	ResponseEntity<ProblemDetail> handle(RuntimeException ex, HttpServletRequest request) {
		ProblemDetail problem = problem(ex);
		if (request.getRequestURI().startsWith("/v2/")) {
			// clients of the Open Inference Protocol expect this field
			problem.setProperty("error", problem.getDetail());
		}
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.getStatus());
		if (ex instanceof ServingBusyException busy) {
			answer.header(HttpHeaders.RETRY_AFTER, Long.toString(busy.retryAfterSeconds()));
		}
		if (ex instanceof ModelUnavailableException) {
			answer.header(HttpHeaders.RETRY_AFTER, ModelProblems.RETRY_AFTER);
		}
		if (ex instanceof ModelDamagedException || ex instanceof ModelFailedException) {
			log.error("A question could not be answered", ex);
		}
		return answer.body(problem);
	}

	/** The problem of one question, which may be one of many. */
	static ProblemDetail problem(RuntimeException ex) {
		if (ex instanceof InvalidQuestionException invalid) {
			return Problems.ofAll(ProblemType.INVALID_REQUEST, invalid.faults());
		}
		if (ex instanceof ModelMismatchException mismatch) {
			return ModelProblems.mismatch(mismatch);
		}
		if (ex instanceof QuestionTooLargeException large) {
			ProblemDetail problem = Problems.of(ProblemType.TEXT_TOO_LARGE, ex.getMessage(), large.field());
			problem.setProperty("limit", large.limit());
			return problem;
		}
		if (ex instanceof ModelNotFoundException missing) {
			return ModelProblems.notFound(missing);
		}
		if (ex instanceof ModelDamagedException damaged) {
			return ModelProblems.damaged(damaged);
		}
		if (ex instanceof ModelUnavailableException unavailable) {
			return ModelProblems.unavailable(unavailable);
		}
		if (ex instanceof NoModelException none) {
			ProblemDetail problem = Problems.of(ProblemType.NO_DEFAULT_MODEL, ex.getMessage(), "model");
			problem.setProperty("models", none.models());
			return problem;
		}
		if (ex instanceof ServingBusyException busy) {
			ProblemDetail problem = Problems.of(ProblemType.BUSY, ex.getMessage(), null);
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
		if (ex instanceof ModelFailedException) {
			return Problems.of(ProblemType.MODEL_FAILED,
					"The model could not answer; the service's log contains the cause.", null);
		}
		ProblemType type = TYPES.get(ex.getClass());
		return (type != null) ? Problems.of(type, ex.getMessage(), null) : Problems.unexpected();
	}

}
