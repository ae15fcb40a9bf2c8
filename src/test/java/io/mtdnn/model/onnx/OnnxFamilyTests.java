package io.mtdnn.model.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.mtdnn.model.InferenceModel;
import io.mtdnn.model.ModelDescription;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.model.torch.TinyBert;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Exported models of families other than BERT, run by ONNX Runtime in padded batches.
 */
class OnnxFamilyTests {

	private static final List<Task> TASKS = List.of(new Task("squad-v2", HeadKind.SPAN, List.of()),
			new Task("cola", HeadKind.CLASSIFICATION, List.of("no", "yes")));

	@TempDir
	private Path bundle;

	@ParameterizedTest
	@ValueSource(strings = { "roberta", "xlm-roberta", "distilbert", "electra" })
	void exportedModelsReturnTheSameLogits(String family) throws Exception {
		Path encoder = Path.of("src/test/resources/golden/tiny-" + family);
		try (TrainableModel model = TinyBert.FACTORY.openForTraining(encoder, TASKS, TinyBert.settings(0))) {
			TinyBert.FACTORY.writeBundle(this.bundle, encoder, model,
					new ModelDescription("tiny", TASKS, 32, 8, 16, 0, Map.of()));
		}
		List<TokenSequence> rows = rows(encoder);
		try (InferenceModel ours = TinyBert.FACTORY.openForInference(this.bundle);
				OnnxRows spans = OnnxRows.open(OnnxModelTests.file(this.bundle, "squad-v2"));
				OnnxRows labels = OnnxRows.open(OnnxModelTests.file(this.bundle, "cola"))) {
			float[][] start = (float[][]) spans.run("start_logits", rows);
			List<SpanLogits> expected = ours.spans("squad-v2", rows);
			float[][] logits = (float[][]) labels.run("logits", rows);
			float[][] scores = ours.scores("cola", rows);
			for (int i = 0; i < rows.size(); i++) {
				assertThat(Arrays.copyOf(start[i], rows.get(i).length())).containsExactly(expected.get(i).start(),
						within(1e-5f));
				assertThat(logits[i]).containsExactly(scores[i], within(1e-5f));
			}
		}
	}

	private static List<TokenSequence> rows(Path encoder) throws IOException {
		List<TokenSequence> rows = new ArrayList<>();
		JsonMapper.shared()
			.readTree(Files.readAllBytes(encoder.resolve("golden.json")))
			.path("rows")
			.forEach((row) -> rows
				.add(new TokenSequence(row.path("ids").valueStream().mapToInt(JsonNode::asInt).toArray(),
						row.path("secondStart").asInt())));
		return rows;
	}

}
