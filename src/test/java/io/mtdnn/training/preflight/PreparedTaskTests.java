package io.mtdnn.training.preflight;

import java.util.List;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.datasets.EncodedDataset;
import io.mtdnn.datasets.MalformedRow;
import io.mtdnn.datasets.Split;
import io.mtdnn.plan.PlannedTask;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;
import io.mtdnn.training.evaluation.PreparedEvaluation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PreparedTaskTests {

	@Test
	void theFilesThatWereReadAreNamed() {
		Task cola = new Task("cola", HeadKind.CLASSIFICATION, List.of("0", "1"));
		MalformedRow row = new MalformedRow("train.tsv", "line 3", "4 columns", "2");
		Dataset train = new Dataset(cola, Split.TRAIN, List.of(), List.of(row), List.of(), "ad6e");
		Dataset evaluation = new Dataset(cola, Split.EVALUATION, List.of(), List.of(row, row), List.of(), "32ab");
		EncodedDataset encoded = new EncodedDataset(List.of(), 0, 0);
		PreparedTask task = new PreparedTask(new PlannedTask("cola", 1.0), train, encoded,
				List.of(new PreparedEvaluation("cola", evaluation, encoded)), List.of("cola-more"));
		assertThat(task.summary()).containsExactly(
				"cola, training: 0 examples, 1 rows skipped (SHA-256 ad6e), as 0 inputs",
				"cola, evaluation set cola: 0 examples, 2 rows skipped (SHA-256 32ab)",
				"evaluation set cola-more: no file");
	}

}
