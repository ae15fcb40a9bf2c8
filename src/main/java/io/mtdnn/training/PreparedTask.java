package io.mtdnn.training;

import java.util.List;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.datasets.EncodedDataset;

/**
 * A task's data, read and encoded.
 *
 * @param encoded training items
 * @param evaluations what it is evaluated on, the dataset's own evaluation file first
 * @param missing names of evaluation sets whose file is not there
 */
record PreparedTask(double weight, Dataset train, EncodedDataset encoded, List<PreparedEvaluation> evaluations,
		List<String> missing) {

	/** The dataset's own evaluation examples. */
	Dataset evaluation() {
		return this.evaluations.get(0).dataset();
	}

	TaskData data() {
		return TaskData.of(this.train.task(), this.weight, this.encoded.items());
	}

}
