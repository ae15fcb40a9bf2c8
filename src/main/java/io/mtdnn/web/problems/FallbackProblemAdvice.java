package io.mtdnn.web.problems;

import java.util.List;
import java.util.stream.Collectors;

import io.mtdnn.web.BodyRefusedException;
import io.mtdnn.web.Busy;
import io.mtdnn.web.ProblemType;
import io.mtdnn.web.Problems;
import io.mtdnn.web.json.BodyFaults;
import io.mtdnn.task.Excerpt;
import io.mtdnn.task.Fault;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Converts exceptions that no feature's advice handles to problem documents. Any other
 * exception is a 500 whose cause is only in the log, with the request id of the response.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class FallbackProblemAdvice extends ResponseEntityExceptionHandler {

	private static final Logger log = LoggerFactory.getLogger(FallbackProblemAdvice.class);

	private final BodyFaults bodies;

	FallbackProblemAdvice(BodyFaults bodies) {
		this.bodies = bodies;
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		return handleUnread(ex, this.bodies.describe(ex), headers, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		List<Fault> problems = ex.getAllErrors().stream().map(FallbackProblemAdvice::problem).toList();
		return handleExceptionInternal(ex, invalid(problems), headers, HttpStatus.BAD_REQUEST, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
			HandlerMethodValidationException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		List<Fault> problems = ex.getParameterValidationResults()
			.stream()
			.flatMap((result) -> result.getResolvableErrors()
				.stream()
				.map((error) -> (error instanceof FieldError field) ? problem(field)
						: new Fault(result.getMethodParameter().getParameterName(), error.getDefaultMessage())))
			.toList();
		return handleExceptionInternal(ex, invalid(problems), headers, HttpStatus.BAD_REQUEST, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleTypeMismatch(TypeMismatchException ex, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		String field = (ex instanceof MethodArgumentTypeMismatchException argument) ? argument.getName()
				: ex.getPropertyName();
		String detail = "'%s' is not %s.".formatted(Excerpt.of(String.valueOf(ex.getValue())),
				expected(ex.getRequiredType()));
		return handleExceptionInternal(ex, Problems.of(ProblemType.INVALID_REQUEST, detail, field), headers, status,
				request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
			MissingServletRequestParameterException ex, HttpHeaders headers, HttpStatusCode status,
			WebRequest request) {
		ProblemDetail problem = Problems.of(ProblemType.INVALID_REQUEST, "The parameter is required.",
				ex.getParameterName());
		return handleExceptionInternal(ex, problem, headers, status, request);
	}

	@ExceptionHandler
	@Nullable ResponseEntity<Object> handleConstraintViolation(ConstraintViolationException ex, WebRequest request) {
		List<Fault> problems = ex.getConstraintViolations().stream().map(FallbackProblemAdvice::problem).toList();
		return handleExceptionInternal(ex, invalid(problems), new HttpHeaders(), HttpStatus.BAD_REQUEST, request);
	}

	@ExceptionHandler
	@Nullable ResponseEntity<Object> handleRefusedBody(BodyRefusedException ex, WebRequest request) {
		return handleUnread(ex, ex.problem(), new HttpHeaders(), request);
	}

	private @Nullable ResponseEntity<Object> handleUnread(Exception ex, ProblemDetail problem, HttpHeaders headers,
			WebRequest request) {
		if (request instanceof ServletWebRequest web && web.getResponse() != null && web.getResponse().isCommitted()) {
			return null;
		}
		if (problem.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
			headers.set(HttpHeaders.RETRY_AFTER, Busy.RETRY_SECONDS);
		}
		return handleExceptionInternal(ex, problem, headers, HttpStatusCode.valueOf(problem.getStatus()), request);
	}

	@ExceptionHandler
	@Nullable ResponseEntity<Object> handleAnythingElse(Exception ex, WebRequest request) throws Exception {
		if (ex.getClass().getName().startsWith("org.springframework.security.")) {
			throw ex;
		}
		if (DisconnectedClientHelper.isClientDisconnectedException(ex)) {
			log.debug("The client of {} has disconnected", request.getDescription(false), ex);
			return null;
		}
		ResponseStatus annotated = AnnotationUtils.findAnnotation(ex.getClass(), ResponseStatus.class);
		if (annotated != null) {
			ProblemDetail problem = Problems.plain(annotated.code(), ex.getMessage());
			return handleExceptionInternal(ex, problem, new HttpHeaders(), annotated.code(), request);
		}
		log.error("Unexpected failure of {}", request.getDescription(false), ex);
		return handleExceptionInternal(ex, Problems.unexpected(), new HttpHeaders(), HttpStatus.INTERNAL_SERVER_ERROR,
				request);
	}

	/**
	 * Errors are problem documents regardless of the Accept header; otherwise a wrong
	 * header would hide the reason.
	 */
	@Override
	protected ResponseEntity<Object> createResponseEntity(@Nullable Object body, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		HttpHeaders answered = new HttpHeaders();
		answered.putAll(headers);
		answered.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		if (body instanceof ProblemDetail problem && status.isSameCodeAs(HttpStatus.BAD_REQUEST)) {
			// Spring's own problems have no type.
			problem.setType(ProblemType.INVALID_REQUEST.uri());
			problem.setTitle(ProblemType.INVALID_REQUEST.title());
		}
		return new ResponseEntity<>(body, answered, status);
	}

	private static ProblemDetail invalid(List<Fault> problems) {
		List<Fault> faults = problems.isEmpty() ? List.of(new Fault(null, "The request is not valid.")) : problems;
		String detail = faults.stream()
			.map((fault) -> (fault.field() != null) ? fault.field() + " " + fault.message() : fault.message())
			.collect(Collectors.joining("; "));
		return Problems.summed(ProblemType.INVALID_REQUEST, detail, faults);
	}

	private static Fault problem(ObjectError error) {
		return new Fault((error instanceof FieldError field) ? field.getField() : null,
				String.valueOf(error.getDefaultMessage()));
	}

	private static Fault problem(ConstraintViolation<?> violation) {
		String path = violation.getPropertyPath().toString();
		return new Fault(path.substring(path.indexOf('.') + 1), violation.getMessage());
	}

	private static String expected(@Nullable Class<?> type) {
		if (type != null && type.isEnum()) {
			return "one of " + List.of(type.getEnumConstants());
		}
		if (type == Boolean.class || type == boolean.class) {
			return "true or false";
		}
		return (type != null && Number.class.isAssignableFrom(type) || type != null && type.isPrimitive()) ? "a number"
				: "a valid value";
	}

}
