package io.mtdnn;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains in one sentence why the database is unavailable at startup, and what to
 * change.
 */
class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

	private static final int H2_ALREADY_OPEN = 90020;

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
		String state = String.valueOf(cause.getSQLState());
		if (cause.getErrorCode() == H2_ALREADY_OPEN) {
			return new FailureAnalysis("The database file is in use: the service already runs in this folder.",
					"End the other process, start in another folder, or use PostgreSQL (spring.datasource.url) for several "
							+ "processes.",
					cause);
		}
		if (state.startsWith("08")) {
			return new FailureAnalysis("The database does not respond: %s.".formatted(cause.getMessage()),
					"Start it, or correct spring.datasource.url (SPRING_DATASOURCE_URL).", cause);
		}
		if (state.startsWith("28")) {
			return new FailureAnalysis("The database rejects the credentials: %s.".formatted(cause.getMessage()),
					"Correct spring.datasource.username and spring.datasource.password.", cause);
		}
		if (state.equals("3D000")) {
			return new FailureAnalysis("The database does not exist: %s.".formatted(cause.getMessage()),
					"Create it, or correct spring.datasource.url (SPRING_DATASOURCE_URL).", cause);
		}
		return null;
	}

}
