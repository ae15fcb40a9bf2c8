package io.mtdnn.training.evaluation;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;
import io.mtdnn.tokenization.WordPieceTokenizer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Evaluates tasks with one kind of head. One object per kind, registered here.
 */
@SuppressWarnings("ClassInitializationDeadlock") // only this type creates evaluators
public interface Evaluator {

	/** The evaluators by kind of head. */
	Map<HeadKind, Evaluator> ALL = Map.of(HeadKind.SPAN, new SpanEvaluator(), HeadKind.MULTIPLE_CHOICE,
			new LabelEvaluator(), HeadKind.CLASSIFICATION, new LabelEvaluator(), HeadKind.REGRESSION,
			new ValueEvaluator());

	/** The evaluator of a task. */
	static Evaluator of(Task task) {
		return Objects.requireNonNull(ALL.get(task.head()), "every head has an evaluator");
	}

	/**
	 * Names of the metrics that an evaluation reports, in the order of the official
	 * evaluators.
	 */
	Set<String> metricNames(Task task);

	/** Names of the metrics of one set, which may have fewer than others of its task. */
	default Set<String> metricNames(Dataset set) {
		return metricNames(set.task());
	}

	/** The metric that selects the best epoch by default. */
	default String selectionMetric(Task task) {
		return task.mainMetric();
	}

	/** Value of the selection metric for error-free predictions. */
	default double perfectScore() {
		return 1;
	}

	/** Whether this evaluator reads encoded items instead of the original examples. */
	default boolean readsItems() {
		return true;
	}

	/** Prepares the evaluation of a set, which runs after each epoch. */
	TaskEvaluation evaluation(PreparedEvaluation set, Settings settings);

	/**
	 * The settings that all evaluations of a run share.
	 *
	 * @param tokens maximum size of a batch: number of rows times the tokens of the
	 * longest one
	 */
	record Settings(TrainingPlan plan, WordPieceTokenizer tokenizer, int tokens, JsonMapper json) {

	}

}
