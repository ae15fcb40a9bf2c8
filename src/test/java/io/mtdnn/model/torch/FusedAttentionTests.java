package io.mtdnn.model.torch;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.mtdnn.model.Batch;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.OptimizerKind;
import io.mtdnn.model.OptimizerSettings;
import io.mtdnn.model.Precision;
import io.mtdnn.model.TrainableModel.MicroBatch;
import io.mtdnn.model.TrainableModel.StepNumbers;
import io.mtdnn.model.TrainableModelSettings;
import io.mtdnn.model.encoder.EncoderNames;
import io.mtdnn.model.torch.runtime.Attention;
import io.mtdnn.model.torch.runtime.ProductsMemory;
import io.mtdnn.model.torch.runtime.TorchDevice;
import io.mtdnn.model.torch.runtime.TorchRuntime;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.Target.Label;
import io.mtdnn.task.Target.Span;
import io.mtdnn.task.Target.Value;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Compares the layers for GPUs, computed on the CPU, with those for the CPU. */
class FusedAttentionTests {

	private static final float TOLERANCE = 1e-5f;

	private static final Task VALUE = new Task("sts-b", HeadKind.REGRESSION, List.of());

	private static final List<Task> TASKS = List.of(TinyBert.QA, TinyBert.CHOICE, TinyBert.LABELS, VALUE);

	static final TorchRuntime FUSED = new TorchRuntime(0, Device.cpu(), ProductsMemory.none(), Attention.FUSED);

	@TempDir
	Path directory;

	private Path encoder;

	@BeforeEach
	void write() {
		this.encoder = TinyBert.write(this.directory.resolve("encoder"));
	}

	static Stream<Batch> batches() {
		Batch values = TinyBert.labels(4);
		return Stream.of(TinyBert.qa(1), TinyBert.choice(2), TinyBert.labels(3),
				new Batch(VALUE, values.sequences(), List.of(new Value(0.5f), new Value(-1), new Value(2))),
				new Batch(TinyBert.QA, TinyBert.rows(new Random(5), 1), List.of(new Span(0, 0))));
	}

	@ParameterizedTest
	@MethodSource("batches")
	void lossGradientsAndAnswersEqualThoseOfChunkedAttention(Batch batch) {
		assertAlike(FUSED, this.encoder, batch);
	}

	@ParameterizedTest
	@MethodSource("batches")
	void lossGradientsAndAnswersOfPaddedAttentionEqualThoseOfChunkedAttention(Batch batch) {
		assertAlike(new TorchRuntime(0, Device.cpu(), ProductsMemory.none(), Attention.PADDED), this.encoder, batch);
	}

	@Test
	void resultsEqualThoseOfChunkedAttentionWithARealEncoder() {
		Path miniLm = ShippedEncoders.convert("minilm-l6-uncased", this.directory.resolve("encoders"));
		Random random = new Random(1);
		List<TokenSequence> rows = Stream.of(3, 40, 40, 170, 17)
			.map((length) -> new TokenSequence(random.ints(length, 1000, 30522).toArray(), 1 + length / 2))
			.toList();
		assertAlike(FUSED, miniLm, new Batch(TinyBert.QA, rows,
				List.of(new Span(1, 2), new Span(0, 0), new Span(39, 39), new Span(100, 120), new Span(5, 9))));
		assertAlike(FUSED, miniLm,
				new Batch(TinyBert.LABELS, rows.subList(0, 3), List.of(new Label(2), new Label(0), new Label(1))));
	}

	private static void assertAlike(TorchRuntime runtime, Path encoder, Batch batch) {
		try (TorchTrainableModel chunked = open(TinyBert.RUNTIME, encoder, TinyBert.settings(0));
				TorchTrainableModel fused = open(runtime, encoder, TinyBert.settings(0))) {
			assertThat(answers(fused, batch)).containsExactly(answers(chunked, batch), within(TOLERANCE));
			assertThat(fused.accumulate(batch, 1, 1)).isCloseTo(chunked.accumulate(batch, 1, 1), within(TOLERANCE));
			Map<String, FloatTensor> gradients = fused.gradients();
			chunked.gradients()
				.forEach((name, expected) -> assertThat(difference(gradients.get(name), expected)).as(name)
					.isLessThan(TOLERANCE));
			assertThat(fused.update(1e-3)).isCloseTo(chunked.update(1e-3), within((double) TOLERANCE));
		}
	}

	private static float[] answers(TorchTrainableModel model, Batch batch) {
		String task = batch.task().name();
		if (batch.task().head().everyToken()) {
			return concatenated(model.spans(task, batch.sequences())
				.stream()
				.flatMap((SpanLogits row) -> Stream.of(row.start(), row.end())));
		}
		return concatenated(Arrays.stream(model.scores(task, batch.sequences())));
	}

	private static float[] concatenated(Stream<float[]> parts) {
		FloatBuffer all = FloatBuffer.allocate(50_000);
		parts.forEach(all::put);
		return Arrays.copyOf(all.array(), all.position());
	}

	@ParameterizedTest
	@EnumSource(OptimizerKind.class)
	void updatesEqualThoseOfChunkedAttention(OptimizerKind kind) {
		OptimizerSettings settings = OptimizerSettings.of(kind, 0.1, 1);
		Segment segment = new Segment("a",
				List.of(new Slot("a.weight", new long[] { 3, 4 }, 0), new Slot("a.bias", new long[] { 4 }, 12)),
				List.of());
		try (NDManager manager = TinyBert.RUNTIME.newManager()) {
			LearningSegment chunked = learning(manager, segment);
			LearningSegment fused = learning(manager, segment);
			NDArray clip = manager.create(new float[] { 7, 0.5f, 1 });
			for (int step = 1; step <= 4; step++) {
				FloatBuffer gradients = FloatBuffer.wrap(normal(step, segment.size()));
				chunked.gradients().fill(gradients.duplicate());
				fused.gradients().fill(gradients.duplicate());
				chunked.update(TinyBert.RUNTIME, settings, 0.5, 1e-2);
				fused.update(FUSED, settings, (call) -> call.with(clip), 1e-2);
				assertThat(fused.weights().values().toFloatArray())
					.containsExactly(chunked.weights().values().toFloatArray(), within(1e-6f));
				assertThat(fused.gradients().values().toFloatArray()).containsOnly(0);
			}
		}
	}

	private static LearningSegment learning(NDManager manager, Segment segment) {
		SegmentMemory weights = new SegmentMemory(manager, segment);
		weights.fill(FloatBuffer.wrap(normal(0, segment.size())));
		return new LearningSegment(manager, segment, weights);
	}

	private static float[] normal(long seed, int size) {
		Random random = new Random(seed);
		float[] values = new float[size];
		for (int i = 0; i < size; i++) {
			values[i] = (float) random.nextGaussian();
		}
		return values;
	}

	@Test
	void dropoutIsAppliedToAttention() {
		Batch batch = TinyBert.qa(1);
		try (TorchTrainableModel none = open(FUSED, this.encoder, TinyBert.settings(0));
				TorchTrainableModel some = open(FUSED, this.encoder, TinyBert.settings(0.2))) {
			double expected = none.loss(batch);
			assertThat((double) some.loss(batch)).isEqualTo(expected);
			double first = some.accumulate(batch, 1, 1);
			assertThat(first).isNotEqualTo(expected);
			assertThat((double) some.accumulate(batch, 1, 1)).isEqualTo(first);
			assertThat((double) some.accumulate(batch, 2, 1)).isNotEqualTo(first);
		}
	}

	/** Without that whose only token is the answer, so that nothing can be learned. */
	static Stream<Batch> learnable() {
		return batches().limit(4);
	}

	@ParameterizedTest
	@MethodSource("learnable")
	void withDropoutTheLossFallsAtTheRateOfTheGradient(Batch batch) {
		try (TorchTrainableModel model = open(FUSED, this.encoder, TinyBert.settings(0.3))) {
			model.accumulate(batch, 1, 1);
			Map<String, FloatTensor> gradients = copies(model.gradients());
			double squared = gradients.values().stream().mapToDouble(FusedAttentionTests::squared).sum();
			Map<String, FloatTensor> weights = copies(model.network().export());
			double step = 5e-3 / Math.sqrt(squared);
			double slope = (lossAt(model, weights, gradients, step, batch)
					- lossAt(model, weights, gradients, -step, batch)) / (2 * step);
			assertThat(slope).isCloseTo(squared, within(1e-2 * squared));
		}
	}

	private static double lossAt(TorchTrainableModel model, Map<String, FloatTensor> weights,
			Map<String, FloatTensor> gradients, double step, Batch batch) {
		model.network().memories().forEach((memory) -> memory.load((name) -> {
			float[] moved = values(weights.get(name));
			float[] direction = values(gradients.get(name));
			for (int i = 0; i < moved.length; i++) {
				moved[i] += (float) (step * direction[i]);
			}
			return FloatTensor.of(moved, weights.get(name).shape());
		}));
		return model.accumulate(batch, 1, 1);
	}

	@Test
	void aResumedRunIsBitIdentical() {
		TrainableModelSettings settings = TinyBert.settings(0.1);
		Path state = this.directory.resolve("state");
		try (TorchTrainableModel whole = open(FUSED, this.encoder, settings);
				TorchTrainableModel resumed = open(FUSED, this.encoder, settings)) {
			for (int step = 1; step <= 3; step++) {
				train(whole, step, 1e-2);
			}
			whole.saveState(state);
			resumed.restore(state);
			for (int step = 4; step <= 6; step++) {
				train(whole, step, 1e-2);
				train(resumed, step, 1e-2);
			}
			Map<String, FloatTensor> weights = resumed.network().export();
			whole.network()
				.export()
				.forEach(
						(name, expected) -> assertThat(values(weights.get(name))).as(name).isEqualTo(values(expected)));
		}
	}

	@ParameterizedTest
	@EnumSource(OptimizerKind.class)
	void deferredReadsOfStepsEqualImmediateReads(OptimizerKind kind) {
		TrainableModelSettings settings = TinyBert.settings(0.1, OptimizerSettings.of(kind, 0.01, 1));
		try (TorchTrainableModel atOnce = open(FUSED, this.encoder, settings);
				TorchTrainableModel later = open(FUSED, this.encoder, settings)) {
			List<StepNumbers> numbers = new ArrayList<>();
			for (int step = 1; step <= 4; step++) {
				numbers.add(later.step(parts(step), 1e-2));
			}
			for (int step = 1; step <= 4; step++) {
				float[] losses = atOnce.accumulate(parts(step));
				double norm = atOnce.update(1e-2);
				assertThat(numbers.get(step - 1).losses()).containsExactly(losses);
				assertThat(numbers.get(step - 1).norm()).isEqualTo(norm);
			}
			assertThat(weights(later)).containsExactly(weights(atOnce));
		}
	}

	@ParameterizedTest
	@EnumSource(OptimizerKind.class)
	void nonFiniteGradientsChangeNoWeight(OptimizerKind kind) {
		Map<String, FloatTensor> poisoned = TinyBert.weights(7);
		Objects.requireNonNull(poisoned.get(EncoderNames.POSITIONS)).data().put(0, Float.NaN);
		Path encoder = TinyBert.write(this.directory.resolve("poisoned"), poisoned, UnaryOperator.identity());
		TrainableModelSettings settings = TinyBert.settings(0, OptimizerSettings.of(kind, 0.01, 1));
		try (TorchTrainableModel model = open(FUSED, encoder, settings)) {
			float[] before = weights(model);
			StepNumbers first = model.step(parts(1), 1e-2);
			assertThat(first.losses()).contains(Float.NaN);
			assertThat(first.norm()).isNaN();
			assertThat(weights(model)).containsExactly(before);
			model.accumulate(parts(1));
			assertThat(model.update(1e-2)).isNaN();
			assertThat(weights(model)).containsExactly(before);
		}
	}

	private static List<MicroBatch> parts(int step) {
		return List.of(new MicroBatch(TinyBert.qa(step), step, 0.5), new MicroBatch(TinyBert.labels(step), -step, 0.5));
	}

	private static float[] weights(TorchTrainableModel model) {
		return concatenated(model.network().export().values().stream().map(FusedAttentionTests::values));
	}

	@Test
	void resultsInBf16AreClose() {
		TrainableModelSettings bf16 = new TrainableModelSettings(0, 0, TinyBert.settings(0).spanLoss(), Precision.BF16,
				TinyBert.settings(0).optimizer(), 3);
		TorchRuntime any = new TorchRuntime(new TorchDevice(0, Device.cpu(), ProductsMemory.none()) {
			@Override
			public void require(Precision precision) {
			}
		}, Attention.FUSED);
		Batch batch = TinyBert.qa(1);
		try (TorchTrainableModel exact = open(FUSED, this.encoder, TinyBert.settings(0));
				TorchTrainableModel narrow = open(any, this.encoder, bf16)) {
			float loss = exact.accumulate(batch, 1, 1);
			assertThat(narrow.accumulate(batch, 1, 1)).isNotEqualTo(loss).isCloseTo(loss, within(0.03f));
			double norm = exact.update(1e-3);
			assertThat(narrow.update(1e-3)).isCloseTo(norm, within(0.05 * norm));
			assertThat(answers(narrow, batch)).containsExactly(answers(exact, batch), within(0.1f));
		}
	}

	private static void train(TorchTrainableModel model, int step, double rate) {
		model.accumulate((step % 2 == 0) ? TinyBert.qa(step) : TinyBert.labels(step), step, 1);
		model.update(rate);
	}

	private static TorchTrainableModel open(TorchRuntime runtime, Path encoder, TrainableModelSettings settings) {
		return (TorchTrainableModel) new TorchModelFactory(new DevicePool(List.of(runtime), 1), Precision.FP32)
			.openForTraining(encoder, TASKS, settings);
	}

	/** The largest difference of two values; AssertJ would box all 22 million. */
	private static float difference(FloatTensor actual, FloatTensor expected) {
		float[] found = values(actual);
		float[] wanted = values(expected);
		assertThat(found).hasSameSizeAs(wanted);
		float largest = 0;
		for (int i = 0; i < found.length; i++) {
			largest = Math.max(largest, Math.abs(found[i] - wanted[i]));
		}
		return largest;
	}

	private static double squared(FloatTensor tensor) {
		double squared = 0;
		for (float value : values(tensor)) {
			squared += (double) value * value;
		}
		return squared;
	}

	private static Map<String, FloatTensor> copies(Map<String, FloatTensor> tensors) {
		Map<String, FloatTensor> copies = new LinkedHashMap<>();
		tensors.forEach((name, tensor) -> copies.put(name, FloatTensor.of(values(tensor), tensor.shape())));
		return copies;
	}

	private static float[] values(FloatTensor tensor) {
		float[] values = new float[tensor.data().remaining()];
		tensor.data().duplicate().get(values);
		return values;
	}

}
