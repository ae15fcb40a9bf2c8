package io.mtdnn.model.torch;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mtdnn.model.Batch;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.OptimizerKind;
import io.mtdnn.model.OptimizerSettings;
import io.mtdnn.model.Precision;
import io.mtdnn.model.SpanLoss;
import io.mtdnn.model.TrainableModelSettings;
import io.mtdnn.model.encoder.EncoderArchitecture;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Target;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Results of transformers for tiny encoders of families other than BERT, from
 * {@code bench/parity/families.py}: RoBERTa and XLM-RoBERTa in one file, DistilBERT in
 * shards, ELECTRA in bfloat16.
 */
class FamilyParityTests {

	private static final double TOLERANCE = 1e-4;

	private static final Task QA = new Task("squad-v2", HeadKind.SPAN, List.of());

	@ParameterizedTest
	@ValueSource(strings = { "roberta", "xlm-roberta", "distilbert", "electra" })
	void hiddenStatesLossAndGradientsMatchTransformers(String family) throws IOException {
		Path directory = Path.of("src/test/resources/golden/tiny-" + family);
		JsonNode golden = JsonMapper.shared().readTree(Files.readAllBytes(directory.resolve("golden.json")));
		TrainableModelSettings settings = new TrainableModelSettings(0, 0, SpanLoss.MEAN, Precision.FP32,
				OptimizerSettings.of(OptimizerKind.ADAMAX, 0, 0), 1);
		try (TorchTrainableModel model = (TorchTrainableModel) TinyBert.FACTORY.openForTraining(directory, List.of(QA),
				settings)) {
			setHead(model, golden.path("head"));
			List<TokenSequence> rows = rows(golden);
			assertClose("hidden states",
					TinyBert.encode(model.network(), rows, TinyBert.RUNTIME.products(Precision.FP32)),
					golden.path("hidden"));
			List<Target> targets = new ArrayList<>();
			golden.path("targets")
				.forEach((span) -> targets.add(new Target.Span(span.get(0).asInt(), span.get(1).asInt())));
			assertThat((double) model.accumulate(new Batch(QA, rows, targets), 1, 1))
				.isCloseTo(golden.path("loss").asDouble(), within(TOLERANCE));
			assertGradients(EncoderArchitecture.of(family), model.gradients(), golden.path("gradients"));
		}
	}

	private static List<TokenSequence> rows(JsonNode golden) {
		List<TokenSequence> rows = new ArrayList<>();
		golden.path("rows")
			.forEach((row) -> rows
				.add(new TokenSequence(row.path("ids").valueStream().mapToInt(JsonNode::asInt).toArray(),
						row.path("secondStart").asInt())));
		return rows;
	}

	private static void setHead(TorchTrainableModel model, JsonNode head) {
		Map<String, FloatTensor> tensors = new LinkedHashMap<>();
		tensors.put("heads.squad-v2.weight", FloatTensor.of(floats(head.path("weight")), 2, 16));
		tensors.put("heads.squad-v2.bias", FloatTensor.of(floats(head.path("bias")), 2));
		model.network().head("squad-v2").load(tensors::get);
	}

	private static void assertGradients(EncoderArchitecture architecture, Map<String, FloatTensor> gradients,
			JsonNode golden) {
		Map<String, FloatTensor> named = new LinkedHashMap<>();
		gradients.forEach((name, tensor) -> named.put(
				name.startsWith("heads.") ? name.replace("heads.squad-v2", "qa_outputs") : architecture.external(name),
				tensor));
		assertThat(named.keySet()).containsExactlyInAnyOrderElementsOf(golden.propertyNames());
		named.forEach((name, tensor) -> {
			FloatBuffer data = tensor.data();
			double sum = 0;
			double squares = 0;
			for (int i = 0; i < data.remaining(); i++) {
				sum += data.get(i);
				squares += data.get(i) * data.get(i);
			}
			JsonNode expected = golden.path(name);
			assertThat(sum).as(name).isCloseTo(expected.path("sum").asDouble(), within(TOLERANCE));
			assertThat(Math.sqrt(squares)).as(name).isCloseTo(expected.path("norm").asDouble(), within(TOLERANCE));
			if (expected.has("values")) {
				float[] values = new float[data.remaining()];
				data.duplicate().get(values);
				assertClose(name, values, expected.path("values"));
			}
		});
	}

	private static void assertClose(String name, float[] actual, JsonNode golden) {
		float[] expected = floats(golden);
		assertThat(actual).as(name).hasSameSizeAs(expected);
		for (int i = 0; i < expected.length; i++) {
			assertThat((double) actual[i]).as(name + " " + i).isCloseTo(expected[i], within(TOLERANCE));
		}
	}

	private static float[] floats(JsonNode json) {
		List<Float> values = new ArrayList<>();
		flatten(json, values);
		float[] floats = new float[values.size()];
		for (int i = 0; i < floats.length; i++) {
			floats[i] = values.get(i);
		}
		return floats;
	}

	private static void flatten(JsonNode json, List<Float> values) {
		if (json.isArray()) {
			json.forEach((element) -> flatten(element, values));
		}
		else {
			values.add((float) json.asDouble());
		}
	}

}
