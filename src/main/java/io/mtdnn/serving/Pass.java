package io.mtdnn.serving;

import java.util.Arrays;
import java.util.List;

import io.mtdnn.model.InferenceModel;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.TokenSequence;

/**
 * A pass of a model with one of its heads.
 *
 * @param <R> what it gives per row
 */
@FunctionalInterface
interface Pass<R> {

	/** A head on every token. */
	Pass<SpanLogits> SPANS = InferenceModel::spans;

	/** A head on [CLS]. */
	Pass<float[]> SCORES = (model, task, rows) -> Arrays.asList(model.scores(task, rows));

	List<R> run(InferenceModel model, String task, List<TokenSequence> rows);

}
