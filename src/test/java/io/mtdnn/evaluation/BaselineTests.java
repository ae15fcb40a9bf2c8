package io.mtdnn.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BaselineTests {

	@Test
	void questionsAreComparedWithAlwaysAnsweringEmpty() {
		assertThat(Baseline.of(Map.of("exact", 3.67, "f1", 7.03, "always_empty_f1", 46.0)))
			.hasValueSatisfying((baseline) -> {
				assertThat(baseline).isEqualTo(new Baseline("f1", 7.03, 46.0));
				assertThat(baseline.beaten()).isFalse();
			});
		assertThat(Baseline.of(Map.of("f1", 46.5, "always_empty_f1", 46.0))).map(Baseline::beaten).contains(true);
		assertThat(Baseline.of(Map.of("f1", 46.0, "always_empty_f1", 46.0))).map(Baseline::beaten).contains(false);
	}

	@Test
	void labelsAreComparedWithTheMostCommonLabel() {
		Map<String, Double> metrics = ClassificationMetrics.of(3, new int[] { 0, 1, 1, 2 }, new int[] { 0, 1, 2, 2 });
		assertThat(Baseline.of(metrics)).contains(new Baseline("accuracy", 0.75, 0.5));
	}

	@Test
	void aCorrelationIsComparedWithZero() {
		Map<String, Double> cola = new LinkedHashMap<>();
		cola.put("matthews_correlation", -0.12);
		cola.putAll(ClassificationMetrics.of(2, new int[] { 0, 1 }, new int[] { 1, 0 }));
		cola.put("matthews_correlation", -0.12);
		assertThat(Baseline.of(cola)).contains(new Baseline("matthews_correlation", -0.12, 0));
	}

	@Test
	void numbersAreComparedWithAConstant() {
		assertThat(Baseline.of(RegressionMetrics.of(new double[] { 1, 2 }, new double[] { 3, 3 })))
			.contains(new Baseline("pearson", 0, 0));
	}

	@Test
	void otherMetricsHaveNoBaseline() {
		assertThat(Baseline.of(Map.of())).isEmpty();
		assertThat(Baseline.of(Map.of("accuracy", 0.9))).isEmpty();
	}

}
