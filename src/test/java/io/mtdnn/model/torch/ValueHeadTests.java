package io.mtdnn.model.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

import ai.onnxruntime.OrtException;
import io.mtdnn.model.Batch;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.HuggingFaceExport;
import io.mtdnn.model.InferenceModel;
import io.mtdnn.model.ModelDescription;
import io.mtdnn.model.Precision;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.model.huggingface.HuggingFaceDirectory;
import io.mtdnn.model.onnx.OnnxModelTests;
import io.mtdnn.model.onnx.OnnxRows;
import io.mtdnn.model.safetensors.SafeTensors;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Target;
import io.mtdnn.task.Target.Label;
import io.mtdnn.task.Target.Value;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/** Regression heads, compared with hand-computed values and in exported formats. */
class ValueHeadTests {

	private static final Task TASK = new Task("sts-b", HeadKind.REGRESSION, List.of());

	private static final int[] LENGTHS = { 12, 3, 7 };

	private static final List<Target> TARGETS = List.of(new Value(4.5f), new Value(0), new Value(2.25f));

	@TempDir
	Path directory;

	private Path encoder;

	private final List<TokenSequence> rows = TinyBert.rows(new Random(4), LENGTHS);

	@BeforeEach
	void writeEncoder() {
		this.encoder = TinyBert.write(this.directory.resolve("encoder"));
	}

	@Test
	void theLossIsTheMeanSquaredErrorAndItsGradientTheDifference() {
		try (TorchTrainableModel model = open()) {
			float[][] values = model.scores("sts-b", this.rows);
			float[] hidden = TinyBert.encode(model.network(), this.rows, TinyBert.RUNTIME.products(Precision.FP32));
			int width = TinyBert.CONFIG.hiddenSize();
			double loss = 0;
			double bias = 0;
			double[] weight = new double[width];
			for (int i = 0, start = 0; i < LENGTHS.length; start += LENGTHS[i++]) {
				double difference = values[i][0] - ((Value) TARGETS.get(i)).value();
				loss += difference * difference / 3;
				bias += 2 * difference / 3;
				for (int j = 0; j < width; j++) {
					weight[j] += 2 * difference / 3 * hidden[start * width + j];
				}
			}
			assertThat((double) model.accumulate(new Batch(TASK, this.rows, TARGETS), 1, 0.5)).isCloseTo(loss,
					within(1e-5));
			Map<String, FloatTensor> gradients = model.gradients();
			assertThat(gradients.get("heads.sts-b.bias").data().get(0)).isCloseTo((float) bias / 2, within(1e-5f));
			FloatBuffer found = gradients.get("heads.sts-b.weight").data();
			for (int j = 0; j < width; j++) {
				assertThat((double) found.get(j)).as("weight %d", j).isCloseTo(weight[j] / 2, within(1e-5));
			}
		}
	}

	@Test
	void itLearnsNumbersOutsideItsFirstRange() {
		try (TrainableModel model = open()) {
			Batch batch = new Batch(TASK, this.rows, TARGETS);
			float first = model.accumulate(batch, 1, 1);
			model.update(0.01);
			for (int i = 0; i < 60; i++) {
				model.accumulate(batch, 1, 1);
				model.update(0.01);
			}
			assertThat(model.accumulate(batch, 1, 1)).isLessThan(0.1f).isLessThan(first);
		}
	}

	@ParameterizedTest
	@ValueSource(floats = { Float.NaN, Float.POSITIVE_INFINITY })
	void targetsMustBeFinite(float value) {
		List<Target> targets = List.of(new Value(1), new Value(value), new Value(1));
		try (TrainableModel model = open()) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> model.accumulate(new Batch(TASK, this.rows, targets), 1, 1))
				.withMessageContaining("item 1");
			List<Target> labels = List.of(new Label(1), new Label(0), new Label(1));
			assertThatIllegalArgumentException()
				.isThrownBy(() -> model.accumulate(new Batch(TASK, this.rows, labels), 1, 1));
		}
	}

	@Test
	void theExportsPredictTheSame() throws IOException, OrtException {
		Path bundle = this.directory.resolve("bundle");
		try (TrainableModel model = open()) {
			TinyBert.FACTORY.writeBundle(bundle, this.encoder, model,
					new ModelDescription("tiny", List.of(TASK), 48, 8, 16, 0, Map.of()));
		}
		try (InferenceModel ours = TinyBert.FACTORY.openForInference(bundle);
				OnnxRows onnx = OnnxRows.open(OnnxModelTests.file(bundle, "sts-b"))) {
			float[][] expected = ours.scores("sts-b", this.rows);
			float[][] values = (float[][]) onnx.run("logits", this.rows);
			for (int i = 0; i < LENGTHS.length; i++) {
				assertThat(values[i]).containsExactly(expected[i], within(1e-5f));
			}
		}
		try (HuggingFaceExport export = HuggingFaceDirectory.head(bundle, "similarity", "sts-b", 0)) {
			assertThat(text(export, "config.json")).contains("BertForSequenceClassification",
					"\"problem_type\" : \"regression\"", "\"0\" : \"LABEL_0\"", "\"LABEL_0\" : 0");
			assertThat(text(export, "README.md")).contains("text-classification");
			Path weights = this.directory.resolve("exported.safetensors");
			Files.write(weights, bytes(export, "model.safetensors"));
			try (SafeTensors theirs = SafeTensors.open(weights);
					SafeTensors mine = SafeTensors.open(bundle.resolve("model.safetensors"))) {
				assertThat(theirs.shapes().get("classifier.weight")).containsExactly(1, 32);
				assertThat(theirs.floats("classifier.weight").data().get(5))
					.isEqualTo(4096 * mine.floats("heads.sts-b.weight").data().get(5));
			}
		}
	}

	private TorchTrainableModel open() {
		return (TorchTrainableModel) TinyBert.FACTORY.openForTraining(this.encoder, List.of(TASK),
				TinyBert.settings(0));
	}

	private static String text(HuggingFaceExport export, String file) throws IOException {
		return new String(bytes(export, file), StandardCharsets.UTF_8);
	}

	private static byte[] bytes(HuggingFaceExport export, String file) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		export.write(file, out);
		return out.toByteArray();
	}

}
