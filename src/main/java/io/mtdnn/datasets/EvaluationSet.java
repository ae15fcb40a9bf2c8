package io.mtdnn.datasets;

/**
 * Something that a dataset's task is evaluated on.
 *
 * @param name name to read it by
 * @param present whether its file is there; a dataset's own evaluation file has to be
 */
public record EvaluationSet(String name, boolean present) {

}
