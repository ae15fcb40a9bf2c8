package io.mtdnn.model.huggingface;

import java.util.List;
import java.util.Map;

import io.mtdnn.model.ModelDescription;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The origin of a model in the README of its export. */
class ModelCardTests {

	private static final Task QA = new Task("squad-v2", HeadKind.SPAN, List.of());

	@Test
	void aTrainedModelHasItsPlanDataAndMetrics() {
		String card = card(Map.of("plan", Map.of("epochs", 2, "name", "a | b"), "data",
				Map.of("squad-v2/train", "ab12"), "metrics", Map.of("squad-v2", Map.of("f1", 71.5))));
		assertThat(card).contains("It was trained from the encoder `tiny` on: squad-v2.", "| epochs | 2 |",
				"| name | a \\| b |", "| squad-v2/train | ab12 |", "| f1 | 71.5 |",
				"In fp32; these weights are in fp32.");
	}

	@Test
	void anImportedModelHasItsOrigin() {
		String card = card(Map.of("imported", Map.of("from", "directory", "name", "minilm", "sha256", "cd34")));
		assertThat(card)
			.contains("It was imported, not trained by this service: directory `minilm`, SHA-256 of its files `cd34`.")
			.doesNotContain("## Training");
	}

	private static String card(Map<String, Object> provenance) {
		return ModelCard.of("name", "BertForQuestionAnswering",
				new ModelDescription("tiny", List.of(QA), 384, 64, 128, 0, provenance), QA);
	}

}
