package io.mtdnn.training.evaluation;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.datasets.EncodedDataset;

/**
 * An evaluation set of a task, read and encoded.
 *
 * @param name the set's name, which need not be the task's
 * @param encoded null if the task's evaluator reads the original examples
 */
public record PreparedEvaluation(String name, Dataset dataset, EncodedDataset encoded) {

}
