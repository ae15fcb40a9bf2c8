package io.mtdnn.training.evaluation;

import java.util.Set;

import io.mtdnn.task.Task;

/** Evaluates multiple choice and classification by their labels. */
final class LabelEvaluator implements Evaluator {

	@Override
	public Set<String> metricNames(Task task) {
		return LabelEvaluation.metrics(task, new int[1], new int[1]).keySet();
	}

	@Override
	public TaskEvaluation evaluation(PreparedEvaluation set, Settings settings) {
		return new LabelEvaluation(set.name(), set.dataset().task(), set.encoded().items(), settings.tokens());
	}

}
