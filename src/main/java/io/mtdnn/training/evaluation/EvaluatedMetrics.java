package io.mtdnn.training.evaluation;

import java.util.Set;

import io.mtdnn.plan.TaskMetrics;
import io.mtdnn.task.Task;

/** Provides the metrics of the registered evaluators. */
public final class EvaluatedMetrics implements TaskMetrics {

	@Override
	public Set<String> names(Task task) {
		return Evaluator.of(task).metricNames(task);
	}

	@Override
	public String selection(Task task) {
		return Evaluator.of(task).selectionMetric(task);
	}

}
