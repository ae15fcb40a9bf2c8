package io.mtdnn.training.evaluation;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

import io.mtdnn.model.InferenceModel;
import io.mtdnn.task.TokenSequence;

/** Evaluates a model on one task's evaluation examples. */
public interface TaskEvaluation {

	/** Name of the evaluation set. */
	String dataset();

	/** Input rows of one evaluation. */
	List<TokenSequence> rows();

	/**
	 * Runs the model over all examples.
	 * @param reading called before each batch with its number of tokens; may throw an
	 * exception to end the evaluation
	 */
	Scores evaluate(InferenceModel model, IntConsumer reading);

	/** The result of an evaluation. */
	interface Scores {

		/**
		 * The metrics with the names and in the order of the official evaluators. For
		 * labels and values, the task's main metric is first.
		 */
		Map<String, Double> metrics();

		/**
		 * The metrics of the first half of the examples, by which runs are selected;
		 * those of all examples if they are not divided.
		 */
		default Map<String, Double> firstHalf() {
			return metrics();
		}

		/**
		 * Writes details that are used with the model later, such as null odds, to its
		 * bundle.
		 */
		void writeDetails(Path bundle);

	}

}
