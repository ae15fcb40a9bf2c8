package io.mtdnn.registry.web;

import io.mtdnn.registry.ModelMismatchException;
import io.mtdnn.registry.store.AliasNotFoundException;
import io.mtdnn.registry.store.AliasWithoutPastException;
import io.mtdnn.registry.AliasRefusedException;
import io.mtdnn.registry.ModelDamagedException;
import io.mtdnn.registry.ModelInUseException;
import io.mtdnn.registry.ModelNotFoundException;
import io.mtdnn.registry.ModelProblems;
import io.mtdnn.registry.ModelUnavailableException;
import io.mtdnn.registry.RegistryInputException;
import io.mtdnn.registry.imports.InvalidImportException;
import io.mtdnn.web.ProblemType;
import io.mtdnn.web.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Maps errors of the registry to problem documents. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class RegistryAdvice {

	private static final Logger log = LoggerFactory.getLogger(RegistryAdvice.class);

	@ExceptionHandler
	ProblemDetail handle(ModelNotFoundException ex) {
		return ModelProblems.notFound(ex);
	}

	@ExceptionHandler
	ProblemDetail handle(ModelMismatchException ex) {
		return ModelProblems.mismatch(ex);
	}

	@ExceptionHandler
	ProblemDetail handle(ModelInUseException ex) {
		return ModelProblems.inUse(ex);
	}

	@ExceptionHandler
	ProblemDetail handle(ModelDamagedException ex) {
		log.error("The files of a model are damaged", ex);
		return ModelProblems.damaged(ex);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> handle(ModelUnavailableException ex) {
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.header(HttpHeaders.RETRY_AFTER, ModelProblems.RETRY_AFTER)
			.body(ModelProblems.unavailable(ex));
	}

	@ExceptionHandler
	ProblemDetail handle(AliasRefusedException ex) {
		log.error("An alias was not moved", ex);
		return ModelProblems.refused(ex);
	}

	@ExceptionHandler
	ProblemDetail handle(AliasWithoutPastException ex) {
		return Problems.of(ProblemType.ALIAS_NOT_MOVED, ex.getMessage(), "alias");
	}

	@ExceptionHandler
	ProblemDetail handle(AliasNotFoundException ex) {
		return Problems.of(ProblemType.ALIAS_NOT_FOUND, ex.getMessage(), "alias");
	}

	@ExceptionHandler
	ProblemDetail handle(InvalidImportException ex) {
		return Problems.ofAll(ex.malformed() ? ProblemType.INVALID_REQUEST : ProblemType.INVALID_MODEL, ex.faults());
	}

	@ExceptionHandler
	ProblemDetail handle(ImportNotFoundException ex) {
		return Problems.of(ProblemType.MODEL_NOT_FOUND, ex.getMessage(), "id");
	}

	@ExceptionHandler
	ProblemDetail handle(RegistryInputException ex) {
		return Problems.of(ProblemType.INVALID_REQUEST, ex.getMessage(), ex.field());
	}

}
