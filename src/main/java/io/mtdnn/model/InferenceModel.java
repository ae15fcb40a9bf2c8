package io.mtdnn.model;

import java.util.List;

import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;

/**
 * A model that can be asked. Safe for concurrent use; results do not depend on what else
 * is in the batch beyond float rounding.
 */
public interface InferenceModel extends AutoCloseable {

	/** The tasks that have a head. */
	List<Task> tasks();

	/** Most tokens a row may have (the encoder's position embeddings). */
	int maxPositions();

	/**
	 * Span logits.
	 * @param task name of a task with a span head
	 * @param rows input rows, padded here to the longest
	 * @return per row its logits, padding removed
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
