package io.mtdnn.registry.web;

import io.mtdnn.registry.AliasNotFoundException;
import io.mtdnn.registry.ModelNotFoundException;
import io.mtdnn.registry.RegistryInputException;
import io.mtdnn.web.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Errors of the registry as problem details, wherever they come up. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class RegistryAdvice {

	@ExceptionHandler
	ProblemDetail handle(ModelNotFoundException ex) {
		return Problems.of(HttpStatus.NOT_FOUND, "Model not found", ex.getMessage(), "model");
	}

	@ExceptionHandler
	ProblemDetail handle(AliasNotFoundException ex) {
		return Problems.of(HttpStatus.NOT_FOUND, "Alias not found", ex.getMessage(), "alias");
	}

	@ExceptionHandler
	ProblemDetail handle(RegistryInputException ex) {
		return Problems.of(HttpStatus.BAD_REQUEST, "Invalid request", ex.getMessage(), ex.field());
	}

}
