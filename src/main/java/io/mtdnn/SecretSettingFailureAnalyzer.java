package io.mtdnn;

import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.bind.validation.ValidationErrors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/**
 * A secret with a wrong value. Spring Boot's own analyzer shows the value, and start
 * failures are kept in logs.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class SecretSettingFailureAnalyzer extends AbstractFailureAnalyzer<BindValidationException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindValidationException cause) {
		ValidationErrors errors = cause.getValidationErrors();
		boolean secret = errors.getAllErrors()
			.stream()
			.anyMatch((error) -> error instanceof FieldError field && Secrets.isSecret(field.getField()));
		return secret ? new FailureAnalysis(lines(errors),
				"Correct these settings; docs/reference/configuration.md explains all.", cause) : null;
	}

	private static String lines(ValidationErrors errors) {
		return errors.getAllErrors()
			.stream()
			.map((error) -> line(errors.getName() + ".", error))
			.collect(Collectors.joining("\n"));
	}

	private static String line(String prefix, ObjectError error) {
		if (!(error instanceof FieldError field)) {
			return String.valueOf(error.getDefaultMessage());
		}
		String value = Secrets.isSecret(field.getField()) ? "" : " is %s, which".formatted(field.getRejectedValue());
		return prefix + field.getField() + value + " " + error.getDefaultMessage();
	}

}
