package io.mtdnn.serving.batching;

import java.util.List;

import io.mtdnn.task.TokenSequence;

/**
 * An encoded request: its input rows, and the computation of the answer from their
 * results.
 *
 * @param <R> type of the result of a row
 * @param <A> type of the answer
 */
public interface Encoded<R, A> {

	/**
	 * Name of the task whose head answers. Rows of the same model and task share forward
	 * passes.
	 */
	String task();

	/** The field of the request that determines the number of rows, for messages. */
	default String field() {
		return "context";
	}

	/** The input rows. */
	List<TokenSequence> rows();

	/** Runs the model and the head on rows, which may belong to several requests. */
	List<R> run(List<TokenSequence> rows);

	/** Computes the answer from the results of all rows, in their order. */
	A decode(List<R> results);

}
