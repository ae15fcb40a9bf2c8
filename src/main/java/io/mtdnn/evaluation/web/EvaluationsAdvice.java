package io.mtdnn.evaluation.web;

import io.mtdnn.web.ProblemType;
import io.mtdnn.web.Problems;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Maps errors of evaluations to problem documents. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class EvaluationsAdvice {

	@ExceptionHandler
	ProblemDetail handle(InvalidEvaluationException ex) {
		return Problems.ofAll(ProblemType.INVALID_REQUEST, ex.faults());
	}

}
