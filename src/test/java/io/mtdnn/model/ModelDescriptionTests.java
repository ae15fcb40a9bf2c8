package io.mtdnn.model;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ModelDescriptionTests {

	@Test
	void thePrecisionOfAnEvaluationIsTheRecordedOne() {
		assertThat(precision(
				Map.of("evaluationPrecision", "bf16", "metrics", Map.of(), "plan", Map.of("precision", "fp32"))))
			.isEqualTo("bf16");
	}

	@Test
	void earlierVersionsEvaluatedInThePrecisionOfTraining() {
		assertThat(precision(Map.of("metrics", Map.of(), "plan", Map.of("precision", "bf16")))).isEqualTo("bf16");
		assertThat(precision(Map.of("metrics", Map.of(), "plan", Map.of("epochs", 1)))).isEqualTo("fp32");
	}

	@Test
	void aModelWithoutAnEvaluationHasNone() {
		assertThat(precision(Map.of("imported", Map.of()))).isNull();
	}

	private static String precision(Map<String, Object> provenance) {
		return ModelDescription.evaluationPrecision(provenance);
	}

}
