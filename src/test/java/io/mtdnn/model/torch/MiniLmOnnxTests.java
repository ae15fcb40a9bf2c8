package io.mtdnn.model.torch;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;

import ai.djl.ndarray.NDManager;
import io.mtdnn.model.EngineThreads;
import io.mtdnn.model.InferenceModel;
import io.mtdnn.model.ModelDescription;
import io.mtdnn.model.Precision;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.model.encoder.EncoderWeights;
import io.mtdnn.model.onnx.OnnxModelTests;
import io.mtdnn.model.onnx.OnnxRows;
import io.mtdnn.model.torch.runtime.TorchRuntime.Products;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.TokenSequence;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Compares our conversion of the shipped encoder with the original in its archive, run by
 * ONNX Runtime.
 */
class MiniLmOnnxTests {

	private static final int[] LENGTHS = { 3, 40, 300, 17 };

	@TempDir
	private static Path directory;

	private static Path encoder;

	@BeforeAll
	static void convert() {
		encoder = ShippedEncoders.convert("minilm-l6-uncased", directory.resolve("encoders"));
	}

	@Test
	void hiddenStatesMatchTheOriginal() throws Exception {
		List<TokenSequence> rows = rows();
		byte[] model;
		try (ZipFile jar = new ZipFile(ShippedEncoders.ARCHIVES.resolve("minilm-l6-uncased.jar").toFile());
				InputStream in = jar.getInputStream(jar.getEntry("all-minilm-l6-v2.onnx"))) {
			model = in.readAllBytes();
		}
		float[] ours = encode(rows);
		try (OnnxRows original = OnnxRows.open(model)) {
			float[][][] expected = (float[][][]) original.run("output_0", rows);
			int at = 0;
			for (int row = 0; row < LENGTHS.length; row++) {
				for (int i = 0; i < LENGTHS[row]; i++) {
					assertThat(Arrays.copyOfRange(ours, at, at + 384)).containsExactly(expected[row][i], within(2e-5f));
					at += 384;
				}
			}
			assertThat(ours).hasSize(at);
		}
	}

	@Test
	void anExportedModelReturnsTheSameAnswers() throws Exception {
		Path bundle = directory.resolve("bundle");
		try (TrainableModel model = TinyBert.open(encoder, TinyBert.settings(0))) {
			TinyBert.FACTORY.writeBundle(bundle, encoder, model,
					new ModelDescription("minilm-l6-uncased", TinyBert.TASKS, 256, 64, 128, 0, Map.of()));
		}
		List<TokenSequence> rows = rows();
		try (OnnxRows exported = OnnxRows.open(OnnxModelTests.file(bundle, "squad-v2"));
				InferenceModel ours = TinyBert.FACTORY.openForInference(bundle)) {
			List<SpanLogits> expected = ours.spans("squad-v2", rows);
			float[][] start = (float[][]) exported.run("start_logits", rows);
			for (int i = 0; i < LENGTHS.length; i++) {
				assertThat(Arrays.copyOf(start[i], LENGTHS[i])).containsExactly(expected.get(i).start(), within(2e-5f));
			}
		}
	}

	@Test
	void anInputRowsResultIsBitIdenticalAloneAndInABatch() {
		assumeThat(TinyBert.RUNTIME.products(Precision.FP32)).isNotEqualTo(Products.DEFAULT);
		Random random = new Random(2);
		List<TokenSequence> rows = IntStream.of(1, 3, 9, 15, 16, 17, 31, 64, 97, 200, 300)
			.mapToObj((length) -> new TokenSequence(random.ints(length, 1000, 30522).toArray(), 1 + length / 2))
			.toList();
		try (TrainableModel model = TinyBert.open(encoder, TinyBert.settings(0))) {
			List<SpanLogits> together = model.spans("squad-v2", rows);
			float[][] scores = model.scores("mnli", rows);
			for (int i = 0; i < rows.size(); i++) {
				SpanLogits alone = model.spans("squad-v2", List.of(rows.get(i))).get(0);
				assertThat(alone.start()).isEqualTo(together.get(i).start());
				assertThat(alone.end()).isEqualTo(together.get(i).end());
				assertThat(model.scores("mnli", List.of(rows.get(i)))[0]).isEqualTo(scores[i]);
			}
		}
	}

	/** Products of another number of rows may go another way in oneDNN. */
	@Test
	void anInputRowsResultIsBitIdenticalAtTheEndOfALongPass() {
		assumeThat(TinyBert.RUNTIME.products(Precision.FP32)).isNotEqualTo(Products.DEFAULT);
		Random random = new Random(3);
		try (TrainableModel model = TinyBert.open(encoder, TinyBert.settings(0))) {
			for (int beyond : new int[] { 1, 7, 15, 16, 31 }) {
				List<TokenSequence> rows = IntStream
					.concat(IntStream.generate(() -> 123).limit(8), IntStream.of(40 + beyond))
					.mapToObj((length) -> new TokenSequence(random.ints(length, 1000, 30522).toArray(), 1 + length / 2))
					.toList();
				TokenSequence last = rows.get(rows.size() - 1);
				SpanLogits together = model.spans("squad-v2", rows).get(rows.size() - 1);
				SpanLogits alone = model.spans("squad-v2", List.of(last)).get(0);
				assertThat(alone.start()).as("%d beyond", beyond).isEqualTo(together.start());
				assertThat(alone.end()).as("%d beyond", beyond).isEqualTo(together.end());
			}
		}
	}

	private static List<TokenSequence> rows() {
		Random random = new Random(1);
		return Arrays.stream(LENGTHS)
			.mapToObj((length) -> new TokenSequence(random.ints(length, 1000, 30522).toArray(), 1 + length / 2))
			.toList();
	}

	/** Passes of several threads divide large matrices, those of one do not. */
	@Test
	void resultsAreBitIdenticalWithAnyNumberOfThreads() {
		EngineThreads threads = TinyBert.RUNTIME.threads();
		float[] alone = threads.limited(1, () -> encode(rows()));
		assertThat(threads.limited(2, () -> encode(rows()))).isEqualTo(alone);
		assertThat(threads.limited(3, () -> encode(rows()))).isEqualTo(alone);
	}

	private static float[] encode(List<TokenSequence> rows) {
		try (EncoderWeights weights = EncoderWeights.open(encoder); NDManager manager = TinyBert.RUNTIME.newManager()) {
			Network network = new Network(TinyBert.RUNTIME, manager, weights.config(), List.of());
			network.encoder().load(weights::floats);
			return TinyBert.encode(network, rows, TinyBert.RUNTIME.products(Precision.FP32));
		}
	}

}
