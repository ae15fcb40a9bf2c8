package io.mtdnn.model.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import io.mtdnn.model.Batch;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.InferenceModel;
import io.mtdnn.model.ModelDescription;
import io.mtdnn.model.OnnxExport;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.model.UnsupportedExportException;
import io.mtdnn.model.torch.TinyBert;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.TokenSequence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/** Exported models, run by ONNX Runtime, compute the same results as ours. */
public class OnnxModelTests {

	private static final int[][] BATCHES = { { 4, 30, 30, 11, 1, 48, 2 }, { 9 }, { 48, 48 } };

	@TempDir
	Path directory;

	private Path bundle;

	@BeforeEach
	void writeBundle() {
		Path encoder = TinyBert.write(this.directory.resolve("encoder"));
		this.bundle = this.directory.resolve("bundle");
		try (TrainableModel model = TinyBert.open(encoder, TinyBert.settings(0.1))) {
			for (Batch batch : List.of(TinyBert.qa(1), TinyBert.choice(1), TinyBert.labels(1))) {
				model.accumulate(batch, 1, 1);
				model.update(0.05);
			}
			TinyBert.FACTORY.writeBundle(this.bundle, encoder, model,
					new ModelDescription("tiny", TinyBert.TASKS, 48, 8, 16, -1.5, Map.of()));
		}
	}

	/** As XLM-RoBERTa's large models, which are not damaged. */
	@Test
	void modelsAboveTwoGibibytesCannotBeExported() {
		OnnxGraph graph = new OnnxGraph("large");
		graph.weight("w", new long[] { 600_000_000 }, () -> FloatTensor.of(new float[0], 0));
		assertThatExceptionOfType(UnsupportedExportException.class).isThrownBy(() -> new OnnxFile(graph, Map.of()))
			.withMessageContaining("at most 2 GiB");
	}

	@Test
	void exportedSpanHeadsReturnTheSameLogits() throws Exception {
		try (OnnxRows exported = export("squad-v2");
				InferenceModel ours = TinyBert.FACTORY.openForInference(this.bundle)) {
			for (int[] lengths : BATCHES) {
				List<TokenSequence> rows = TinyBert.rows(new Random(5), lengths);
				float[][] start = (float[][]) exported.run("start_logits", rows);
				float[][] end = (float[][]) exported.run("end_logits", rows);
				List<SpanLogits> expected = ours.spans("squad-v2", rows);
				for (int i = 0; i < lengths.length; i++) {
					assertThat(Arrays.copyOf(start[i], lengths[i])).containsExactly(expected.get(i).start(),
							within(1e-5f));
					assertThat(Arrays.copyOf(end[i], lengths[i])).containsExactly(expected.get(i).end(), within(1e-5f));
				}
				assertThat(start[0]).isNotEqualTo(end[0]);
			}
		}
	}

	@Test
	void exportedChoiceAndLabelHeadsReturnTheSameLogits() throws Exception {
		try (InferenceModel ours = TinyBert.FACTORY.openForInference(this.bundle)) {
			for (String task : List.of("swag", "mnli")) {
				try (OnnxRows exported = export(task)) {
					for (int[] lengths : BATCHES) {
						List<TokenSequence> rows = TinyBert.rows(new Random(6), lengths);
						float[][] logits = (float[][]) exported.run("logits", rows);
						float[][] expected = ours.scores(task, rows);
						assertThat(logits).hasSameDimensionsAs(expected);
						for (int i = 0; i < lengths.length; i++) {
							assertThat(logits[i]).containsExactly(expected[i], within(1e-5f));
						}
					}
				}
			}
		}
	}

	@Test
	void theFileContainsItsMetadata() throws Exception {
		try (OnnxRows exported = export("mnli")) {
			assertThat(exported.session.getMetadata().getProducerName()).isEqualTo("MT-DNN Server");
			assertThat(exported.session.getMetadata().getCustomMetadata()).containsEntry("mtdnn.task", "mnli")
				.containsEntry("mtdnn.encoder", "tiny")
				.containsEntry("mtdnn.head", "CLASSIFICATION")
				.containsEntry("mtdnn.label.2", "c")
				.containsEntry("mtdnn.max_sequence_length", "48")
				.containsEntry("mtdnn.max_question_length", "8")
				.containsEntry("mtdnn.doc_stride", "16")
				.containsEntry("mtdnn.null_threshold", "0.25");
			assertThat(exported.session.getInputNames()).containsExactly("input_ids", "attention_mask",
					"token_type_ids");
			TensorInfo logits = (TensorInfo) exported.session.getOutputInfo().get("logits").getInfo();
			assertThat(logits.getShape()).containsExactly(-1, 3);
			assertThat(logits.getDimensionNames()).containsExactly("batch", "");
		}
	}

	@Test
	void theModelRejectsTooManyTokens() throws Exception {
		try (OnnxRows exported = export("mnli")) {
			List<TokenSequence> rows = List.of(new TokenSequence(new int[49], 49));
			assertThatExceptionOfType(OrtException.class).isThrownBy(() -> exported.run("logits", rows));
		}
	}

	@Test
	void anUnknownTaskIsRejected() {
		assertThatIllegalArgumentException().isThrownBy(() -> OnnxModel.open(this.bundle, "cola", 0))
			.withMessage("no head for task 'cola', only for [squad-v2, swag, mnli]");
	}

	private OnnxRows export(String task) throws IOException, OrtException {
		return OnnxRows.open(file(this.bundle, task));
	}

	/** The file's bytes, as many as were announced. */
	public static byte[] file(Path bundle, String task) throws IOException {
		try (OnnxExport export = OnnxModel.open(bundle, task, 0.25)) {
			ByteArrayOutputStream out = new ByteArrayOutputStream();
			export.writeTo(out);
			assertThat(out.size()).isEqualTo(export.size());
			return out.toByteArray();
		}
	}

}
