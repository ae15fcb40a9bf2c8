package io.mtdnn.training.evaluation;

import java.util.List;

import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every metric that a declaration may name is one that an evaluation reports. */
class MainMetricsTests {

	@ParameterizedTest
	@EnumSource(HeadKind.class)
	void everyMainMetricIsReported(HeadKind kind) {
		List<String> labels = kind.labelled() ? List.of("no", "yes") : List.of();
		assertThat(kind.metrics(labels.size())).isNotEmpty();
		for (String metric : kind.metrics(labels.size())) {
			Task task = new Task("any", kind, labels, metric);
			Evaluator evaluator = Evaluator.of(task);
			assertThat(evaluator.metricNames(task)).contains(metric, evaluator.selectionMetric(task));
		}
	}

	@Test
	void metricsOfOneLabelNeedTwo() {
		assertThat(HeadKind.CLASSIFICATION.metrics(3)).containsExactly("accuracy");
		assertThat(HeadKind.CLASSIFICATION.metrics(0)).containsExactly("accuracy", "f1", "matthews_correlation");
		Task task = new Task("any", HeadKind.CLASSIFICATION, List.of("a", "b", "c"));
		assertThat(Evaluator.of(task).metricNames(task)).contains("accuracy")
			.doesNotContain("f1", "matthews_correlation");
	}

}
