package io.mtdnn.model;

import java.util.List;

import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;

/**
 * A model for inference. Safe for concurrent use; results do not depend on other rows in
 * the batch beyond float rounding.
 */
public interface InferenceModel extends AutoCloseable {

	/** The tasks that have a head. */
	List<Task> tasks();

	/** The precision in which the results are computed. */
	Precision precision();

	/** Maximum number of tokens in a row (the encoder's position embeddings). */
	int maxPositions();

	/**
	 * Computes span logits.
	 * @param task name of a task with a span head
	 * @param rows input rows
	 * @return for each row the start and end logits of its tokens
	 */
	List<SpanLogits> spans(String task, List<TokenSequence> rows);

	/**
	 * Computes the outputs of a head on [CLS].
	 * @param task name of a multiple-choice, classification or regression task
	 * @param rows input rows
	 * @return {@code [rows][outputs]}: logits, or the values of a regression
	 */
	float[][] scores(String task, List<TokenSequence> rows);

	@Override
	void close();

}
