package io.mtdnn.training.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.mtdnn.evaluation.RegressionMetrics;
import io.mtdnn.task.Target;
import io.mtdnn.task.Target.Value;
import io.mtdnn.task.Task;

/** Evaluates heads that predict a number, by the correlation with the targets. */
final class ValueEvaluator implements Evaluator {

	@Override
	public Set<String> metricNames(Task task) {
		return metrics(task, List.of(new Value(0)), List.of(new float[1])).keySet();
	}

	@Override
	public TaskEvaluation evaluation(PreparedEvaluation set, Settings settings) {
		return new RowEvaluation(set.name(), set.dataset().task(), set.items(), settings.tokens(),
				ValueEvaluator::metrics);
	}

	/** Computes the metrics; the dataset's main metric is first. */
	static Map<String, Double> metrics(Task task, List<Target> targets, List<float[]> values) {
		Map<String, Double> found = RegressionMetrics.of(
				targets.stream().map(Value.class::cast).mapToDouble(Value::value).toArray(),
				values.stream().mapToDouble((value) -> value[0]).toArray());
		Map<String, Double> metrics = new LinkedHashMap<>();
		if (found.containsKey(task.mainMetric())) {
			metrics.put(task.mainMetric(), found.get(task.mainMetric()));
		}
		metrics.putAll(found);
		return metrics;
	}

}
