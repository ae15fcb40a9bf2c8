package io.mtdnn.model.torch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.djl.ndarray.NDManager;
import io.mtdnn.model.Batch;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.OptimizerKind;
import io.mtdnn.model.OptimizerSettings;
import io.mtdnn.model.Precision;
import io.mtdnn.model.SpanLoss;
import io.mtdnn.model.TrainableModelSettings;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.Target;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Results of transformers' BertModel and torch's optimisers, from
 * {@code bench/parity/golden.py}. They are exact; a 32-bit implementation may deviate by
 * about 1e-6.
 */
class GoldenParityTests {

	private static final double TOLERANCE = 1e-5;

	private static final Path DIRECTORY = Path.of("src/test/resources/golden/tiny-bert");

	private static final JsonNode GOLDEN = golden();

	private static JsonNode golden() {
		try (InputStream json = GoldenParityTests.class.getResourceAsStream("/golden/tiny-bert/golden.json")) {
			return JsonMapper.builder().build().readTree(json);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "padded", "longest", "even" })
	void hiddenStatesMatchTransformers(String batch) {
		try (TorchTrainableModel model = open(List.of(TinyBert.QA))) {
			double[] expected = GOLDEN.at("/batches/" + batch + "/hidden")
				.valueStream()
				.flatMap(JsonNode::valueStream)
				.mapToDouble(JsonNode::asDouble)
				.toArray();
			float[] actual = TinyBert.encode(model.network(), rows(batch), TinyBert.RUNTIME.products(Precision.FP32));
			assertClose(actual, expected);
		}
	}

	@ParameterizedTest
	@CsvSource({ "0, MEAN", "0, SUM", "1, MEAN", "1, SUM" })
	void spanLogitsMatchTransformers(int index, SpanLoss spanLoss) {
		JsonNode golden = GOLDEN.at("/span/cases/" + index);
		JsonNode expected = golden.at("/paddingMasked");
		List<TokenSequence> rows = rows(golden.at("/batch").asString());
		List<Target> targets = golden.at("/targets")
			.valueStream()
			.<Target>map((target) -> new Target.Span(target.get(0).asInt(), target.get(1).asInt()))
			.toList();
		try (TorchTrainableModel model = open(List.of(TinyBert.QA), spanLoss)) {
			setHead(model, TinyBert.QA, GOLDEN.at("/span/head"));
			List<SpanLogits> logits = model.spans("squad-v2", rows);
			for (int i = 0; i < rows.size(); i++) {
				assertClose(logits.get(i).start(), doubles(golden.at("/startLogits/" + i)));
				assertClose(logits.get(i).end(), doubles(golden.at("/endLogits/" + i)));
			}
			double scale = (spanLoss == SpanLoss.SUM) ? 2 : 1;
			assertThat((double) model.accumulate(new Batch(TinyBert.QA, rows, targets), 1, 1 / scale))
				.isCloseTo(scale * expected.at("/loss").asDouble(), within(TOLERANCE));
			assertGradients(model, expected.at("/gradients"), "qa_outputs", "heads.squad-v2");
		}
	}

	/** Where nothing is padded, transformers' own loss is ours. */
	@Test
	void spanLossMatchesBertForQuestionAnswering() {
		JsonNode even = GOLDEN.at("/span/cases/1");
		assertThat(even.at("/batch").asString()).isEqualTo("even");
		assertThat(even.at("/transformers/loss").asDouble()).isCloseTo(even.at("/paddingMasked/loss").asDouble(),
				within(1e-12));
	}

	@ParameterizedTest
	@ValueSource(strings = { "classification", "multipleChoice" })
	void labelHeadsMatchTransformers(String name) {
		JsonNode golden = GOLDEN.at("/" + name);
		Task task = name.equals("classification") ? TinyBert.LABELS
				: new Task("mnli", HeadKind.MULTIPLE_CHOICE, List.of());
		List<TokenSequence> rows = rows(golden.at("/batch").asString());
		List<Target> targets = golden.at("/targets")
			.valueStream()
			.<Target>map((target) -> new Target.Label(target.asInt()))
			.toList();
		try (TorchTrainableModel model = open(List.of(task))) {
			setHead(model, task, golden.at("/head"));
			float[][] scores = model.scores("mnli", rows);
			for (int i = 0; i < rows.size(); i++) {
				assertClose(scores[i], doubles(golden.at("/scores/" + i)));
			}
			assertThat((double) model.accumulate(new Batch(task, rows, targets), 1, 1))
				.isCloseTo(golden.at("/loss").asDouble(), within(TOLERANCE));
			assertGradients(model, golden.at("/gradients"), "classifier", "heads.mnli");
		}
	}

	@Test
	void valueHeadsMatchTransformers() {
		JsonNode golden = GOLDEN.at("/regression");
		Task task = new Task("sts-b", HeadKind.REGRESSION, List.of());
		List<TokenSequence> rows = rows(golden.at("/batch").asString());
		List<Target> targets = golden.at("/targets")
			.valueStream()
			.<Target>map((target) -> new Target.Value((float) target.asDouble()))
			.toList();
		try (TorchTrainableModel model = open(List.of(task))) {
			setHead(model, task, golden.at("/head"));
			float[][] scores = model.scores("sts-b", rows);
			for (int i = 0; i < rows.size(); i++) {
				assertClose(scores[i], doubles(golden.at("/scores/" + i)));
			}
			assertThat((double) model.accumulate(new Batch(task, rows, targets), 1, 1))
				.isCloseTo(golden.at("/loss").asDouble(), within(TOLERANCE));
			assertGradients(model, golden.at("/gradients"), "classifier", "heads.sts-b");
		}
	}

	private static void assertGradients(TorchTrainableModel model, JsonNode golden, String theirHead, String ourHead) {
		Map<String, FloatTensor> gradients = model.gradients();
		for (Map.Entry<String, JsonNode> expected : golden.at("/tensors").properties()) {
			String name = expected.getKey().replace("bert.", "").replace(theirHead, ourHead);
			float[] actual = values(gradients.remove(name));
			double squares = 0;
			double sum = 0;
			for (float value : actual) {
				squares += value * value;
				sum += value;
			}
			assertThat(Math.sqrt(squares)).as(name)
				.isCloseTo(expected.getValue().at("/norm").asDouble(), within(TOLERANCE));
			assertThat(sum).as(name).isCloseTo(expected.getValue().at("/sum").asDouble(), within(TOLERANCE));
			if (expected.getValue().has("values")) {
				assertClose(actual, doubles(expected.getValue().at("/values")));
			}
		}
		assertThat(gradients).isEmpty();
		assertThat(model.update(0)).isCloseTo(golden.at("/globalNorm").asDouble(), within(TOLERANCE));
	}

	@ParameterizedTest
	@CsvSource({ "adamax, ADAMAX, 0", "adamaxDecoupledDecay0.01, ADAMAX, 0.01", "adamw, ADAMW, 0",
			"adamwDecay0.01, ADAMW, 0.01" })
	void optimiserStepsMatchTorch(String name, OptimizerKind kind, double decay) {
		OptimizerSettings settings = OptimizerSettings.of(kind, decay, 0);
		JsonNode golden = GOLDEN.at("/optimisers");
		Segment segment = new Segment("a",
				List.of(new Slot("a.weight", new long[] { 3, 4 }, 0), new Slot("a.bias", new long[] { 4 }, 12)),
				List.of());
		try (NDManager manager = TinyBert.RUNTIME.newManager()) {
			SegmentMemory weights = new SegmentMemory(manager, segment);
			weights.load((slot) -> tensor(golden.at("/start").get(slot).at("/values"), segment.slot(slot)));
			LearningSegment learning = new LearningSegment(manager, segment, weights);
			for (int step = 0; step < golden.at("/learningRates").size(); step++) {
				JsonNode gradients = golden.at("/gradients/" + step);
				learning.gradients().load((slot) -> tensor(gradients.get(slot), segment.slot(slot)));
				learning.update(TinyBert.RUNTIME, settings, 1, golden.at("/learningRates/" + step).asDouble());
				Map<String, FloatTensor> after = new LinkedHashMap<>();
				weights.export("", after);
				for (String slot : after.keySet()) {
					double[] expected = doubles(golden.get(name).get(step).get(slot));
					assertThat(values(after.get(slot))).as(slot + " after step " + step).hasSize(expected.length);
					for (int i = 0; i < expected.length; i++) {
						assertThat((double) after.get(slot).data().get(i)).isCloseTo(expected[i], within(2e-6));
					}
				}
			}
		}
	}

	private static FloatTensor tensor(JsonNode values, Slot slot) {
		float[] floats = new float[slot.size()];
		for (int i = 0; i < floats.length; i++) {
			floats[i] = values.get(i).floatValue();
		}
		return FloatTensor.of(floats, slot.shape());
	}

	private static TorchTrainableModel open(List<Task> tasks) {
		return open(tasks, SpanLoss.MEAN);
	}

	private static TorchTrainableModel open(List<Task> tasks, SpanLoss spanLoss) {
		OptimizerSettings optimizer = OptimizerSettings.of(OptimizerKind.ADAMAX, 0, 0);
		return (TorchTrainableModel) TinyBert.FACTORY.openForTraining(DIRECTORY, tasks,
				new TrainableModelSettings(0, 0, spanLoss, Precision.FP32, optimizer, 1));
	}

	private static void setHead(TorchTrainableModel model, Task task, JsonNode head) {
		SegmentMemory memory = model.network().head(task.name());
		memory.load((name) -> {
			Slot slot = memory.segment().slot(name);
			double[] values = name.endsWith("weight") ? head.at("/weight")
				.valueStream()
				.flatMap(JsonNode::valueStream)
				.mapToDouble(JsonNode::asDouble)
				.toArray() : doubles(head.at("/bias"));
			float[] floats = new float[values.length];
			for (int i = 0; i < values.length; i++) {
				floats[i] = (float) values[i];
			}
			return FloatTensor.of(floats, slot.shape());
		});
	}

	private static List<TokenSequence> rows(String batch) {
		List<TokenSequence> rows = new ArrayList<>();
		for (JsonNode row : GOLDEN.at("/batches/" + batch + "/rows")) {
			rows.add(new TokenSequence(row.at("/ids").valueStream().mapToInt(JsonNode::asInt).toArray(),
					row.at("/secondStart").asInt()));
		}
		return rows;
	}

	private static double[] doubles(JsonNode array) {
		return array.valueStream().mapToDouble(JsonNode::asDouble).toArray();
	}

	private static float[] values(FloatTensor tensor) {
		float[] values = new float[tensor.data().remaining()];
		tensor.data().get(0, values);
		return values;
	}

	private static void assertClose(float[] actual, double[] expected) {
		assertThat(actual).hasSameSizeAs(expected);
		for (int i = 0; i < expected.length; i++) {
			assertThat((double) actual[i]).as("value " + i).isCloseTo(expected[i], within(TOLERANCE));
		}
	}

}
