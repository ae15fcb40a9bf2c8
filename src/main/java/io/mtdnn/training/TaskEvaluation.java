package io.mtdnn.training;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

import io.mtdnn.model.InferenceModel;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;

/** Evaluates a model on one task's evaluation examples. */
interface TaskEvaluation {

	/** Names of the metrics that an evaluation of a task finds, in the order of the official evaluators. */
	static Set<String> metricNames(Task task) {
		return (task.head() == HeadKind.SPAN) ? SpanScores.metricNames() : HeadEvaluation.metricNames(task);
	}

	/** The metric that tells one epoch from another: for questions the best F1 over all thresholds. */
	static String mainMetric(Task task) {
		return (task.head() == HeadKind.SPAN) ? "best_f1" : metricNames(task).iterator().next();
	}

	/** Name of the dataset. */
	String dataset();

	/** Input rows that one evaluation reads. */
	int rows();

	/** Tokens in all of them. */
	long tokens();

	/**
	 * Runs the model over all examples.
	 * @param reading called before each batch with the tokens in it; may throw to end the evaluation
	 */
	Scores evaluate(InferenceModel model, IntConsumer reading);

	/** What an evaluation found. */
	interface Scores {

		/** The metrics, named and ordered as the official evaluators do; Matthews correlation first for CoLA. */
		Map<String, Double> metrics();

		/** Writes what later work on this model needs (null odds) beside its weights. */
		void writeDetails(Path bundle);

	}

}
