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

	/** Input rows that one evaluation reads. */
	List<TokenSequence> rows();

	/**
	 * Runs the model over all examples.
	 * @param reading called before each batch with the tokens in it; may throw to end the
	 * evaluation
	 */
	Scores evaluate(InferenceModel model, IntConsumer reading);

	/** What an evaluation found. */
	interface Scores {

		/**
		 * The metrics, named and ordered as the official evaluators do, for labels the
		 * task's main metric first.
		 */
		Map<String, Double> metrics();

		/** Writes what later work on this model needs (null odds) beside its weights. */
		void writeDetails(Path bundle);

	}

}
