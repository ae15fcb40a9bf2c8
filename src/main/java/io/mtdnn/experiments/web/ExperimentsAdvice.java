package io.mtdnn.experiments.web;

import io.mtdnn.experiments.ExperimentFaultsException;
import io.mtdnn.experiments.ExperimentNotFoundException;
import io.mtdnn.experiments.ExperimentStateException;
import io.mtdnn.experiments.ImpossibleExperimentException;
import io.mtdnn.experiments.ResultsMissingException;
import io.mtdnn.replays.NoCapsuleException;
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
	ProblemDetail handle(ImpossibleExperimentException ex) {
		return Problems.ofAll(ProblemType.INVALID_EXPERIMENT, ex.faults());
	}

	@ExceptionHandler
	ProblemDetail handle(ExperimentNotFoundException ex) {
		return Problems.of(ProblemType.EXPERIMENT_NOT_FOUND, ex.getMessage(), "id");
	}

	@ExceptionHandler
	ProblemDetail handle(ExperimentStateException ex) {
		return Problems.of(ProblemType.EXPERIMENT_STATE_CONFLICT, ex.getMessage(), null);
	}

	@ExceptionHandler
	ProblemDetail handle(NoCapsuleException ex) {
		return Problems.of(ProblemType.RESULTS_MISSING, ex.getMessage(), "id");
	}

	@ExceptionHandler
	ProblemDetail handle(ResultsMissingException ex) {
		return Problems.of(ProblemType.RESULTS_MISSING, ex.getMessage(), ex.field());
	}

}
