package io.mtdnn.serving.batching;

import java.util.List;

import io.mtdnn.task.TokenSequence;

/**
 * An encoded request: its input rows, and the computation of the answer from their
 * results.
 *
 * @param <R> result of one row
 * @param <A> the answer
 */
public interface Encoded<R, A> {

	/**
	 * Name of the task whose head answers; rows of one model and task share forward
	 * passes.
	 */
	String task();

	/** The field of the request whose texts give the most rows. */
	default String field() {
		return "context";
	}

	/** The input rows. */
	List<TokenSequence> rows();

	/** Runs the model's head on rows, which may belong to several requests. */
	List<R> run(List<TokenSequence> rows);

	/** The answer from the results of all rows, in their order. */
	A decode(List<R> results);

}
