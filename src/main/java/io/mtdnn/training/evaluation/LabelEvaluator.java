package io.mtdnn.training.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.mtdnn.evaluation.ClassificationMetrics;
import io.mtdnn.task.Target;
import io.mtdnn.task.Target.Label;
import io.mtdnn.task.Task;

/**
 * Evaluates heads that select the choice or class with the highest logit.
 */
final class LabelEvaluator implements Evaluator {

	@Override
	public Set<String> metricNames(Task task) {
		return metrics(task, new int[1], new int[1]).keySet();
	}

	@Override
	public TaskEvaluation evaluation(PreparedEvaluation set, Settings settings) {
		return new RowEvaluation(set.name(), set.dataset().task(), set.items(), settings.tokens(),
				LabelEvaluator::metrics);
	}

	static Map<String, Double> metrics(Task task, List<Target> targets, List<float[]> logits) {
		return metrics(task, targets.stream().map(Label.class::cast).mapToInt(Label::index).toArray(),
				logits.stream().mapToInt(LabelEvaluator::best).toArray());
	}

	private static int best(float[] logits) {
		int best = 0;
		for (int i = 1; i < logits.length; i++) {
			best = (logits[i] > logits[best]) ? i : best;
		}
		return best;
	}

	/** Computes the metrics; the dataset's main metric is first. */
	private static Map<String, Double> metrics(Task task, int[] labels, int[] predictions) {
		Map<String, Double> found = ClassificationMetrics.of(task.labels().size(), labels, predictions);
		Map<String, Double> metrics = new LinkedHashMap<>();
		if (found.containsKey(task.mainMetric())) {
			metrics.put(task.mainMetric(), found.get(task.mainMetric()));
		}
		metrics.putAll(found);
		return metrics;
	}

}
