package io.mtdnn.training.evaluation;

import java.util.List;
import java.util.Objects;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.datasets.EncodedDataset;
import io.mtdnn.datasets.EncodedExample;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation set of a task, read and encoded.
 *
 * @param name the set's name, which may differ from the task's
 * @param encoded null if the task's evaluator reads the original examples
 */
public record PreparedEvaluation(String name, Dataset dataset, @Nullable EncodedDataset encoded) {

	/** The encoded items, for an evaluator that reads them. */
	List<EncodedExample> items() {
		return Objects.requireNonNull(this.encoded, "the set is not encoded").items();
	}

}
