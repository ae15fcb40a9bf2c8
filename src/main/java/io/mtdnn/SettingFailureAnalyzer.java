package io.mtdnn;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * A setting that was refused by the part that uses it, named at the start of the message.
 */
class SettingFailureAnalyzer extends AbstractFailureAnalyzer<IllegalArgumentException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, IllegalArgumentException cause) {
		String message = cause.getMessage();
		return (message != null && message.matches("(?s)(mtdnn|spring)\\.[a-z].*")) ? new FailureAnalysis(message + ".",
				"Correct this setting; docs/reference/configuration.md explains all.", cause) : null;
	}

}
