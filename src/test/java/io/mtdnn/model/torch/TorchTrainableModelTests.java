package io.mtdnn.model.torch;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.mtdnn.model.Batch;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.ModelFormatException;
import io.mtdnn.model.OptimizerKind;
import io.mtdnn.model.OptimizerSettings;
import io.mtdnn.model.Precision;
import io.mtdnn.model.SpanLoss;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.model.TrainableModelSettings;
import io.mtdnn.model.safetensors.SafeTensors;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.Target.Label;
import io.mtdnn.task.Target.Span;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

class TorchTrainableModelTests {

	@TempDir
	Path directory;

	private Path encoder;

	@BeforeEach
	void writeEncoder() {
		this.encoder = TinyBert.write(this.directory.resolve("encoder"));
	}

	@ParameterizedTest
	@CsvSource({ "squad-v2, 0", "swag, 0", "mnli, 0", "squad-v2, 0.3", "swag, 0.3", "mnli, 0.3" })
	void theLossFallsAtTheRateOfTheGradient(String task, double dropout) {
		Batch batch = batch(task, 1);
		try (TorchTrainableModel model = TinyBert.open(this.encoder, TinyBert.settings(dropout))) {
			widenHeads(model);
			double loss = model.accumulate(batch, 1, 1);
			Map<String, FloatTensor> gradients = copy(model.gradients());
			double squared = gradients.values().stream().mapToDouble((tensor) -> dot(tensor, tensor)).sum();
			double step = 1e-2 / Math.sqrt(squared);
			Map<String, FloatTensor> weights = copy(model.network().export());
			double above = lossAt(model, weights, gradients, step, batch);
			double below = lossAt(model, weights, gradients, -step, batch);
			assertThat((above - below) / (2 * step)).isCloseTo(squared, within(5e-3 * squared));
			assertThat(above).isGreaterThan(loss);
			assertThat(below).isLessThan(loss);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "squad-v2", "swag", "mnli" })
	void everyKindOfParameterHasAGradient(String task) {
		Batch batch = batch(task, 2);
		try (TorchTrainableModel model = TinyBert.open(this.encoder, TinyBert.settings(0))) {
			widenHeads(model);
			model.accumulate(batch, 1, 1);
			Map<String, FloatTensor> gradients = copy(model.gradients());
			Map<String, FloatTensor> weights = copy(model.network().export());
			for (String name : gradients.keySet()) {
				double squared = dot(gradients.get(name), gradients.get(name));
				if (squared > 1e-6) {
					double step = 1e-2 / Math.sqrt(squared);
					Map<String, FloatTensor> direction = Map.of(name, gradients.get(name));
					double slope = (lossAt(model, weights, direction, step, batch)
							- lossAt(model, weights, direction, -step, batch)) / (2 * step);
					assertThat(slope).as(name).isCloseTo(squared, within(1e-2 * squared + 1e-4 * Math.sqrt(squared)));
				}
			}
		}
	}

	@Test
	void spanLossIsTheMeanOrTheSumOfBothCrossEntropies() {
		Batch batch = TinyBert.qa(1);
		OptimizerSettings optimizer = OptimizerSettings.of(OptimizerKind.ADAMAX, 0, 0);
		TrainableModelSettings sum = new TrainableModelSettings(0, 0, SpanLoss.SUM, Precision.FP32, optimizer, 3);
		try (TrainableModel mean = TinyBert.open(this.encoder, TinyBert.settings(0));
				TrainableModel summed = TinyBert.open(this.encoder, sum)) {
			List<SpanLogits> logits = mean.spans("squad-v2", batch.sequences());
			double expected = 0;
			for (int i = 0; i < batch.size(); i++) {
				Span span = (Span) batch.targets().get(i);
				expected += crossEntropy(logits.get(i).start(), span.start())
						+ crossEntropy(logits.get(i).end(), span.end());
			}
			assertThat(summed.accumulate(batch, 1, 1)).isCloseTo((float) expected / 4, within(1e-5f));
			assertThat(mean.accumulate(batch, 1, 1)).isCloseTo((float) expected / 8, within(1e-5f));
		}
	}

	/** Of the losses of ten passes those that dropout changes are all different. */
	@ParameterizedTest
	@CsvSource({ "squad-v2, 0, 0.3, 1", "swag, 0, 0.3, 10", "mnli, 0, 0.3, 10", "mnli, 0, 0, 1", "mnli, 0.1, 0, 10" })
	void headsOnTheFirstTokenHaveTheirOwnDropout(String task, double dropout, double headDropout, int different) {
		TrainableModelSettings settings = new TrainableModelSettings(dropout, headDropout, SpanLoss.MEAN,
				Precision.FP32, OptimizerSettings.of(OptimizerKind.ADAMAX, 0.01, 1), 3);
		try (TorchTrainableModel model = TinyBert.open(this.encoder, settings)) {
			widenHeads(model);
			Set<Float> losses = new HashSet<>();
			for (int seed = 0; seed < 10; seed++) {
				losses.add(model.accumulate(batch(task, 1), seed, 1));
			}
			assertThat(losses).hasSize(different);
		}
	}

	@Test
	void choicesCompeteWithinTheirItemAndLabelsWithinTheirRow() {
		try (TrainableModel model = TinyBert.open(this.encoder, TinyBert.settings(0))) {
			Batch choice = TinyBert.choice(1);
			float[][] scores = model.scores("swag", choice.sequences());
			double expected = crossEntropy(new float[] { scores[0][0], scores[1][0], scores[2][0], scores[3][0] }, 1)
					+ crossEntropy(new float[] { scores[4][0], scores[5][0], scores[6][0], scores[7][0] }, 3);
			assertThat(model.accumulate(choice, 1, 1)).isCloseTo((float) expected / 2, within(1e-5f));
			Batch labels = TinyBert.labels(1);
			float[][] logits = model.scores("mnli", labels.sequences());
			expected = crossEntropy(logits[0], 0) + crossEntropy(logits[1], 2) + crossEntropy(logits[2], 1);
			assertThat(model.accumulate(labels, 1, 1)).isCloseTo((float) expected / 3, within(1e-5f));
		}
	}

	@Test
	void accumulatedHalvesGiveTheGradientOfTheWholeBatch() {
		Batch whole = TinyBert.qa(1);
		Batch left = new Batch(TinyBert.QA, whole.sequences().subList(0, 2), whole.targets().subList(0, 2));
		Batch right = new Batch(TinyBert.QA, whole.sequences().subList(2, 4), whole.targets().subList(2, 4));
		try (TorchTrainableModel one = TinyBert.open(this.encoder, TinyBert.settings(0));
				TorchTrainableModel two = TinyBert.open(this.encoder, TinyBert.settings(0))) {
			one.accumulate(whole, 1, 1);
			two.accumulate(left, 1, 0.5);
			two.accumulate(right, 1, 0.5);
			assertThat(distance(one.gradients(), two.gradients())).isLessThan(1e-5);
			assertThat(two.update(1e-3)).isCloseTo(one.update(1e-3), within(1e-5));
		}
	}

	@ParameterizedTest
	@EnumSource(OptimizerKind.class)
	void updatesFollowTheFormula(OptimizerKind kind) {
		OptimizerSettings settings = new OptimizerSettings(kind, 0.8, 0.95, 1e-6, 0.1, 0.5);
		try (TorchTrainableModel model = TinyBert.open(this.encoder, TinyBert.settings(0, settings))) {
			Map<String, FloatTensor> weights = copy(model.network().export());
			Map<String, double[]> state = new LinkedHashMap<>();
			weights.forEach((name, tensor) -> state.put(name, new double[2 * tensor.data().remaining()]));
			for (int step = 1; step <= 3; step++) {
				model.accumulate(TinyBert.labels(step), step, 1);
				Map<String, FloatTensor> gradients = copy(model.gradients());
				double norm = Math.sqrt(gradients.values().stream().mapToDouble((tensor) -> dot(tensor, tensor)).sum());
				assertThat(model.update(0.01 * step)).isCloseTo(norm, within(1e-5 * norm));
				double clip = Math.min(1, 0.5 / norm);
				for (String name : weights.keySet()) {
					if (!name.startsWith("heads.") || name.startsWith("heads.mnli")) {
						reference(settings, weights.get(name), gradients.get(name), state.get(name), clip, 0.01 * step,
								step);
					}
				}
			}
			assertThat(distance(weights, model.network().export())).isLessThan(2e-5);
			assertThat(model.gradients().values()).isNotEmpty()
				.allSatisfy((tensor) -> assertThat(dot(tensor, tensor)).isZero());
		}
	}

	private static void reference(OptimizerSettings settings, FloatTensor weight, FloatTensor gradient, double[] state,
			double clip, double rate, int step) {
		double decay = (weight.shape().length > 1) ? settings.weightDecay() : 0;
		double correction = 1 - Math.pow(settings.beta1(), step);
		int n = weight.data().remaining();
		for (int i = 0; i < n; i++) {
			double g = clip * gradient.data().get(i);
			double w = weight.data().get(i) * (1 - rate * decay);
			state[i] = settings.beta1() * state[i] + (1 - settings.beta1()) * g;
			double denominator;
			if (settings.kind() == OptimizerKind.ADAMAX) {
				state[n + i] = Math.max(settings.beta2() * state[n + i], Math.abs(g) + settings.epsilon());
				denominator = state[n + i];
			}
			else {
				state[n + i] = settings.beta2() * state[n + i] + (1 - settings.beta2()) * g * g;
				denominator = Math.sqrt(state[n + i] / (1 - Math.pow(settings.beta2(), step))) + settings.epsilon();
			}
			weight.data().put(i, (float) (w - rate / correction * state[i] / denominator));
		}
	}

	@Test
	void unusedHeadsAreUnchanged() throws IOException {
		try (TorchTrainableModel model = TinyBert.open(this.encoder, TinyBert.settings(0.1))) {
			step(model, TinyBert.choice(1), 1);
			Map<String, FloatTensor> before = copy(model.network().export());
			step(model, TinyBert.qa(2), 2);
			Map<String, FloatTensor> after = model.network().export();
			assertThat(after.get("heads.swag.weight").data()).isEqualTo(before.get("heads.swag.weight").data());
			assertThat(after.get("heads.squad-v2.weight").data())
				.isNotEqualTo(before.get("heads.squad-v2.weight").data());
			assertThat(after.get("embeddings.LayerNorm.bias").data())
				.isNotEqualTo(before.get("embeddings.LayerNorm.bias").data());
			Path state = this.directory.resolve("state");
			model.saveState(state);
			try (SafeTensors saved = SafeTensors.open(state)) {
				assertThat(saved.metadata()).containsEntry("optimizer.steps.encoder", "2")
					.containsEntry("optimizer.steps.heads.swag", "1")
					.containsEntry("optimizer.steps.heads.squad-v2", "1")
					.containsEntry("optimizer.steps.heads.mnli", "0");
			}
		}
	}

	@Test
	void aResumedRunIsBitIdentical() {
		Path uninterrupted = this.directory.resolve("a");
		Path resumed = this.directory.resolve("b");
		Path half = this.directory.resolve("half");
		try (TorchTrainableModel model = TinyBert.open(this.encoder, TinyBert.settings(0.3))) {
			run(model, 0, 10);
			model.saveState(uninterrupted);
		}
		try (TorchTrainableModel model = TinyBert.open(this.encoder, TinyBert.settings(0.3))) {
			run(model, 0, 5);
			model.saveState(half);
		}
		try (TorchTrainableModel model = TinyBert.open(this.encoder, TinyBert.settings(0.3))) {
			model.accumulate(TinyBert.qa(99), 99, 1);
			model.restore(half);
			run(model, 5, 10);
			model.saveState(resumed);
		}
		assertThat(resumed).hasSameBinaryContentAs(uninterrupted);
	}

	@Test
	void equalSeedsGiveEqualBitsAndOtherSeedsDoNot() throws IOException {
		byte[] first = weightsAfter(TinyBert.settings(0.3), 0);
		assertThat(weightsAfter(TinyBert.settings(0.3), 0)).isEqualTo(first);
		assertThat(weightsAfter(TinyBert.settings(0.3), 1000)).isNotEqualTo(first);
		assertThat(weightsAfter(TinyBert.settings(0), 0)).isEqualTo(weightsAfter(TinyBert.settings(0), 1000));
	}

	@Test
	void concurrentlyTrainedModelsDoNotAffectEachOther() throws Exception {
		byte[] alone = weightsAfter(TinyBert.settings(0.3), 0, "alone");
		ExecutorService threads = Executors.newFixedThreadPool(2);
		try {
			Future<byte[]> one = threads.submit(() -> weightsAfter(TinyBert.settings(0.3), 0, "one"));
			Future<byte[]> other = threads.submit(() -> weightsAfter(TinyBert.settings(0.3), 0, "other"));
			assertThat(one.get()).isEqualTo(alone);
			assertThat(other.get()).isEqualTo(alone);
		}
		finally {
			threads.shutdownNow();
		}
	}

	private byte[] weightsAfter(TrainableModelSettings settings, long seed) throws IOException {
		return weightsAfter(settings, seed, "weights");
	}

	private byte[] weightsAfter(TrainableModelSettings settings, long seed, String name) throws IOException {
		Path file = this.directory.resolve(name);
		try (TorchTrainableModel model = TinyBert.open(this.encoder, settings)) {
			for (int i = 0; i < 4; i++) {
				step(model, TinyBert.qa(i), seed + i);
			}
			model.saveWeights(file);
		}
		return Files.readAllBytes(file);
	}

	@Test
	void aBatchCanBeMemorised() {
		Batch batch = TinyBert.qa(1);
		OptimizerSettings optimizer = OptimizerSettings.of(OptimizerKind.ADAMW, 0, 1);
		try (TorchTrainableModel model = TinyBert.open(this.encoder, TinyBert.settings(0.1, optimizer))) {
			float before = model.accumulate(batch, 0, 1);
			for (int i = 1; i < 60; i++) {
				model.update(3e-3);
				model.accumulate(batch, i, 1);
			}
			assertThat(before).isGreaterThan(1.5f);
			assertThat(crossEntropy(model.spans("squad-v2", batch.sequences()).get(2).start(), 16)).isLessThan(0.1);
		}
	}

	@Test
	void answersUseTheCurrentWeights() {
		Path state = this.directory.resolve("state");
		List<TokenSequence> rows = TinyBert.labels(1).sequences();
		try (TrainableModel model = TinyBert.open(this.encoder, TinyBert.settings(0));
				TrainableModel other = TinyBert.open(this.encoder, TinyBert.settings(0))) {
			float[][] before = model.scores("mnli", rows);
			model.saveState(state);
			step(model, TinyBert.labels(1), 1);
			step(other, TinyBert.labels(1), 1);
			float[][] after = model.scores("mnli", rows);
			assertThat(after).isDeepEqualTo(other.scores("mnli", rows));
			assertThat(after[0][0]).isNotEqualTo(before[0][0]);
			model.restore(state);
			assertThat(model.scores("mnli", rows)).isDeepEqualTo(before);
		}
	}

	@Test
	void nonFiniteGradientsChangeNothingAndAreReported() {
		Map<String, FloatTensor> broken = TinyBert.weights(7);
		broken.get("encoder.layer.1.output.LayerNorm.bias").data().put(3, Float.NaN);
		TinyBert.write(this.encoder, broken, (name) -> name);
		try (TorchTrainableModel model = TinyBert.open(this.encoder, TinyBert.settings(0))) {
			Map<String, FloatTensor> before = copy(model.network().export());
			assertThat(model.accumulate(TinyBert.labels(1), 1, 1)).isNaN();
			assertThat(model.update(0.1)).isNaN();
			Map<String, FloatTensor> after = model.network().export();
			before.forEach((name, tensor) -> assertThat(after.get(name).data()).isEqualTo(tensor.data()));
			assertThat(model.gradients().values()).isNotEmpty()
				.allSatisfy((tensor) -> assertThat(dot(tensor, tensor)).isZero());
		}
	}

	@Test
	void initialHeadsDependOnTheSeedAndNotOnOtherTasks() {
		TrainableModelSettings settings = TinyBert.settings(0);
		try (TorchTrainableModel all = TinyBert.open(this.encoder, settings);
				TorchTrainableModel one = (TorchTrainableModel) TinyBert.FACTORY.openForTraining(this.encoder,
						List.of(TinyBert.LABELS), settings)) {
			FloatTensor weight = all.network().export().get("heads.mnli.weight");
			assertThat(one.network().export().get("heads.mnli.weight").data()).isEqualTo(weight.data());
			assertThat(weight.shape()).containsExactly(3, 32);
			double deviation = 0.5 / Math.sqrt(32);
			assertThat(Math.sqrt(dot(weight, weight) / 96)).isCloseTo(deviation, within(0.2 * deviation));
			FloatTensor bias = all.network().export().get("heads.mnli.bias");
			assertThat(dot(bias, bias)).isZero();
		}
	}

	@Test
	void theStateOfAnotherRunIsRejected() {
		Path state = this.directory.resolve("state");
		try (TrainableModel model = TinyBert.FACTORY.openForTraining(this.encoder, List.of(TinyBert.QA),
				TinyBert.settings(0))) {
			model.saveState(state);
		}
		OptimizerSettings adamw = OptimizerSettings.of(OptimizerKind.ADAMW, 0, 1);
		try (TrainableModel model = TinyBert.open(this.encoder, TinyBert.settings(0));
				TrainableModel other = TinyBert.open(this.encoder, TinyBert.settings(0, adamw))) {
			assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> model.restore(state))
				.withMessageContaining("missing: [heads.mnli.bias");
			assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> other.restore(state))
				.withMessageContaining("optimiser ADAMAX, not ADAMW");
		}
	}

	@Test
	void inputsThatDoNotFitAreRejected() {
		Random random = new Random(1);
		try (TrainableModel model = TinyBert.open(this.encoder, TinyBert.settings(0))) {
			Batch outside = new Batch(TinyBert.QA, TinyBert.rows(random, 5), List.of(new Span(1, 5)));
			assertThatIllegalArgumentException().isThrownBy(() -> model.accumulate(outside, 1, 1))
				.withMessageContaining("Span[start=1, end=5]");
			Batch tooLong = new Batch(TinyBert.QA, TinyBert.rows(random, 49), List.of(new Span(1, 2)));
			assertThatIllegalArgumentException().isThrownBy(() -> model.accumulate(tooLong, 1, 1))
				.withMessageContaining("49 tokens, more than the encoder's 48 positions");
			Batch twoRows = new Batch(TinyBert.LABELS, TinyBert.rows(random, 5, 5), List.of(new Label(1)));
			assertThatIllegalArgumentException().isThrownBy(() -> model.accumulate(twoRows, 1, 1));
			Batch noLabel = new Batch(TinyBert.LABELS, TinyBert.rows(random, 5), List.of(new Span(1, 1)));
			assertThatIllegalArgumentException().isThrownBy(() -> model.accumulate(noLabel, 1, 1))
				.withMessageContaining("Span[start=1, end=1]");
			Task unknown = new Task("cola", HeadKind.CLASSIFICATION, List.of("0", "1"));
			Batch foreign = new Batch(unknown, TinyBert.rows(random, 5), List.of(new Label(1)));
			assertThatIllegalArgumentException().isThrownBy(() -> model.accumulate(foreign, 1, 1))
				.withMessageContaining("cola");
			assertThat(model.update(1)).isZero();
		}
	}

	@Test
	void aClosedModelRejectsCalls() {
		TrainableModel model = TinyBert.open(this.encoder, TinyBert.settings(0));
		model.close();
		assertThatIllegalStateException().isThrownBy(() -> model.accumulate(TinyBert.qa(1), 1, 1));
		assertThatIllegalStateException().isThrownBy(() -> model.scores("mnli", List.of()));
		model.close();
	}

	private static void run(TrainableModel model, int from, int to) {
		for (int i = from; i < to; i++) {
			step(model, switch (i % 3) {
				case 0 -> TinyBert.qa(i);
				case 1 -> TinyBert.choice(i);
				default -> TinyBert.labels(i);
			}, i);
		}
	}

	private static void step(TrainableModel model, Batch batch, long seed) {
		model.accumulate(batch, seed, 1);
		model.update(1e-3);
	}

	private static Batch batch(String task, long seed) {
		return switch (task) {
			case "squad-v2" -> TinyBert.qa(seed);
			case "swag" -> TinyBert.choice(seed);
			default -> TinyBert.labels(seed);
		};
	}

	/** New heads are so small that the encoder's gradients would drown in rounding. */
	private static void widenHeads(TorchTrainableModel model) {
		model.network().export().forEach((name, tensor) -> {
			for (int i = 0; name.startsWith("heads.") && i < tensor.data().remaining(); i++) {
				tensor.data().put(i, 4 * tensor.data().get(i));
			}
		});
	}

	private static double lossAt(TorchTrainableModel model, Map<String, FloatTensor> weights,
			Map<String, FloatTensor> direction, double step, Batch batch) {
		Map<String, FloatTensor> live = model.network().export();
		direction.forEach((name, tensor) -> {
			for (int i = 0; i < tensor.data().remaining(); i++) {
				live.get(name).data().put(i, (float) (weights.get(name).data().get(i) + step * tensor.data().get(i)));
			}
		});
		double loss = model.accumulate(batch, 1, 1);
		weights.forEach((name, tensor) -> live.get(name).data().put(0, tensor.data(), 0, tensor.data().remaining()));
		return loss;
	}

	private static Map<String, FloatTensor> copy(Map<String, FloatTensor> tensors) {
		Map<String, FloatTensor> copy = new LinkedHashMap<>();
		tensors.forEach((name, tensor) -> copy.put(name, new FloatTensor(tensor.shape(),
				FloatBuffer.allocate(tensor.data().remaining()).put(tensor.data().duplicate()).flip())));
		return copy;
	}

	private static double dot(FloatTensor a, FloatTensor b) {
		double sum = 0;
		for (int i = 0; i < a.data().remaining(); i++) {
			sum += (double) a.data().get(i) * b.data().get(i);
		}
		return sum;
	}

	private static double distance(Map<String, FloatTensor> a, Map<String, FloatTensor> b) {
		double largest = 0;
		for (String name : a.keySet()) {
			for (int i = 0; i < a.get(name).data().remaining(); i++) {
				largest = Math.max(largest, Math.abs(a.get(name).data().get(i) - b.get(name).data().get(i)));
			}
		}
		return largest;
	}

	private static double crossEntropy(float[] logits, int target) {
		double sum = 0;
		for (float logit : logits) {
			sum += Math.exp(logit);
		}
		return Math.log(sum) - logits[target];
	}

}
