package io.mtdnn.training;

import java.nio.file.Path;
import java.util.Map;

import io.mtdnn.model.InferenceModel;

/** Evaluates a model on one task's evaluation examples. */
interface TaskEvaluation {

	/** Name of the dataset. */
	String dataset();

	/** Input rows that one evaluation reads. */
	int rows();

	/**
	 * Runs the model over all examples.
	 * @param stopCheck called between batches; may throw to end the evaluation
	 */
	Scores evaluate(InferenceModel model, Runnable stopCheck);

	/** What an evaluation found. */
	interface Scores {

		/** The metrics, the one that matters most first, named as the official evaluators name them. */
		Map<String, Double> metrics();

		/** Writes what later work on this model needs (null odds) beside its weights. */
		void writeDetails(Path bundle);

	}

}
