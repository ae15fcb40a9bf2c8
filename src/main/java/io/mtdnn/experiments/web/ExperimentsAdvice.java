package io.mtdnn.experiments.web;

import io.mtdnn.experiments.ExperimentFaultsException;
import io.mtdnn.experiments.ResultsMissingException;
import io.mtdnn.web.ProblemType;
import io.mtdnn.web.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Errors of experiments as problem details. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class ExperimentsAdvice {

	@ExceptionHandler
	ProblemDetail handle(ExperimentFaultsException ex) {
		return Problems.ofAll(ProblemType.INVALID_REQUEST, ex.faults());
	}

	@ExceptionHandler
	ProblemDetail handle(ResultsMissingException ex) {
		return Problems.of(ProblemType.RESULTS_MISSING, ex.getMessage(), ex.field());
	}

}
