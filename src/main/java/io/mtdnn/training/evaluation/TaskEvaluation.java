package io.mtdnn.training.evaluation;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

import io.mtdnn.model.InferenceModel;
import io.mtdnn.task.TokenSequence;

/** Evaluates a model on one task's evaluation examples. */
public interface TaskEvaluation {

	/** Name of the dataset. */
	String dataset();

	/** Input rows of one evaluation. */
	List<TokenSequence> rows();

	/**
	 * Runs the model over all examples.
	 * @param reading called before each batch with the tokens in it; may throw to end the
	 * evaluation
	 */
	Scores evaluate(InferenceModel model, IntConsumer reading);

	/** The result of an evaluation. */
	interface Scores {

		/**
		 * The metrics with the names and in the order of the official evaluators; for
		 * labels, the task's main metric first.
		 */
		Map<String, Double> metrics();

		/**
		 * The metrics of the first half of the examples, on which runs are chosen; of all
		 * examples where they are not divided.
		 */
		default Map<String, Double> firstHalf() {
			return metrics();
		}

		/**
		 * Writes details for later use of the model, such as null odds, to its bundle.
		 */
		void writeDetails(Path bundle);

	}

}
