package io.mtdnn.datasets.catalog;

import java.nio.file.Path;
import java.util.List;

import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.datasets.Example;
import io.mtdnn.datasets.Example.SentenceExample;
import io.mtdnn.datasets.Example.SpanExample;
import io.mtdnn.datasets.Split;
import io.mtdnn.task.Target.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads public data from the folder named by MTDNN_REAL_DATA; skipped if it is not set.
 */
@EnabledIfEnvironmentVariable(named = "MTDNN_REAL_DATA", matches = ".+")
class RealDataTests {

	private final DatasetCatalog catalog = new DataFixture(Path.of(String.valueOf(System.getenv("MTDNN_REAL_DATA"))))
		.catalog("mtdnn.datasets.files.squad-v2.train", "train-v2.0-rebuilt-subset.json",
				"mtdnn.datasets.files.swag.train", "hellaswag-as-swag-train.csv.gz",
				"mtdnn.datasets.files.swag.evaluation", "val-subset.csv", "mtdnn.datasets.files.mnli.train",
				"train-subset.tsv");

	@Test
	void theSquadDevelopmentSetIsRead() {
		List<Example> examples = read("squad-v2", Split.EVALUATION);
		assertThat(examples).hasSize(11_873);
		assertThat(examples.stream().filter((row) -> ((SpanExample) row).impossible())).hasSize(5_945);
		assertThat(examples.stream().mapToInt((row) -> ((SpanExample) row).answers().size()).sum()).isEqualTo(20_302);
	}

	@Test
	void theSquadTrainingSetIsRead() {
		List<Example> examples = read("squad-v2", Split.TRAIN);
		assertThat(examples).hasSize(117_409);
		assertThat(examples.stream().filter((row) -> ((SpanExample) row).impossible())).hasSize(38_682);
	}

	@Test
	void colaIsRead() {
		List<Example> train = read("cola", Split.TRAIN);
		assertThat(train).hasSize(8_551);
		assertThat(labelled(train, 1)).isEqualTo(6_023);
		List<Example> evaluation = read("cola", Split.EVALUATION);
		assertThat(labelled(evaluation, 1)).isEqualTo(365);
		assertThat(labelled(evaluation, 0)).isEqualTo(162);
	}

	@Test
	void mrpcIsRead() {
		List<Example> train = read("mrpc", Split.TRAIN);
		assertThat(labelled(train, 1)).isEqualTo(2_753);
		assertThat(labelled(train, 0)).isEqualTo(1_323);
		List<Example> evaluation = read("mrpc", Split.EVALUATION);
		assertThat(labelled(evaluation, 1)).isEqualTo(1_147);
		assertThat(labelled(evaluation, 0)).isEqualTo(578);
	}

	@Test
	void mnliIsRead() {
		List<Example> train = read("mnli", Split.TRAIN);
		assertThat(train).hasSize(19_999);
		assertThat(labelled(train, 0)).isEqualTo(6_709);
		List<Example> evaluation = read("mnli", Split.EVALUATION);
		assertThat(evaluation).hasSize(9_815);
		assertThat(labelled(evaluation, 0)).isEqualTo(3_479);
		assertThat(labelled(evaluation, 1)).isEqualTo(3_123);
		assertThat(labelled(evaluation, 2)).isEqualTo(3_213);
	}

	@Test
	void swagIsRead() {
		assertThat(read("swag", Split.TRAIN)).hasSize(7_990);
		assertThat(read("swag", Split.EVALUATION)).hasSize(300);
	}

	private List<Example> read(String dataset, Split split) {
		return this.catalog.read(dataset, split, 0).examples();
	}

	private static long labelled(List<Example> examples, int label) {
		return examples.stream().filter((row) -> ((SentenceExample) row).target().equals(new Label(label))).count();
	}

}
