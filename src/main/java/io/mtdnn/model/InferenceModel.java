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

	/** Maximum number of tokens in a row (the encoder's position embeddings). */
	int maxPositions();

	/**
	 * Span logits.
	 * @param task name of a task with a span head
	 * @param rows input rows
	 * @return the logits of each row
	 */
	List<SpanLogits> spans(String task, List<TokenSequence> rows);

	/**
	 * Outputs of a [CLS] head.
	 * @param task name of a multiple-choice or classification task
	 * @param rows input rows
	 * @return {@code [rows][outputs]} logits
	 */
	float[][] scores(String task, List<TokenSequence> rows);

	@Override
	void close();

}
