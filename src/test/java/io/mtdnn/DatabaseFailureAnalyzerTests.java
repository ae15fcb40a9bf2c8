package io.mtdnn;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

class DatabaseFailureAnalyzerTests {

	@ParameterizedTest
	@CsvSource({ "90020, 90020, already runs in this folder, another folder",
			"08001, 0, does not respond, SPRING_DATASOURCE_URL",
			"28P01, 0, rejects the credentials, spring.datasource.password", "3D000, 0, does not exist, Create it" })
	void knownCausesAreExplainedWithARemedy(String state, int code, String description, String action) {
		FailureAnalysis analysis = analyze(new SQLException("because", state, code));
		assertThat(analysis.getDescription()).contains(description);
		assertThat(analysis.getAction()).contains(action);
	}

	@Test
	void otherFaultsAreNotAnalysed() {
		assertThat(analyze(new SQLException("syntax", "42000", 42000))).isNull();
	}

	private static FailureAnalysis analyze(SQLException cause) {
		return new DatabaseFailureAnalyzer().analyze(new IllegalStateException("at the start", cause));
	}

}
