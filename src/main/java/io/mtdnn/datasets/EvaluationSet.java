package io.mtdnn.datasets;

/**
 * An evaluation set of a dataset's task.
 *
 * @param name name to read it by
 * @param present whether its file exists; a dataset's own evaluation file must exist
 */
public record EvaluationSet(String name, boolean present) {

}
