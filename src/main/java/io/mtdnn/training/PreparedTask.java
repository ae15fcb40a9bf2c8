package io.mtdnn.training;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.datasets.EncodedDataset;

/**
 * A task's data, read and encoded.
 *
 * @param encoded training items
 * @param encodedEvaluation evaluation items; null for spans, which are cut into windows when they are evaluated
 */
record PreparedTask(double weight, Dataset train, EncodedDataset encoded, Dataset evaluation,
		EncodedDataset encodedEvaluation) {

	TaskData data() {
		return TaskData.of(this.train.task(), this.weight, this.encoded.items(), this.evaluation.examples());
	}

}
