package io.mtdnn.model.torch;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.mtdnn.files.Trees;
import io.mtdnn.model.Batch;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.HuggingFaceExport;
import io.mtdnn.model.InferenceModel;
import io.mtdnn.model.ModelDescription;
import io.mtdnn.model.ModelFormatException;
import io.mtdnn.model.OptimizerKind;
import io.mtdnn.model.OptimizerSettings;
import io.mtdnn.model.Precision;
import io.mtdnn.model.SpanLoss;
import io.mtdnn.model.TrainableModelSettings;
import io.mtdnn.model.ModelImporter.TransformersModel;
import io.mtdnn.model.encoder.EncoderArchitecture;
import io.mtdnn.model.encoder.HeadNames;
import io.mtdnn.model.huggingface.HuggingFaceDirectory;
import io.mtdnn.model.huggingface.HuggingFaceImporter;
import io.mtdnn.model.safetensors.SafeTensors;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.Target;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * Imported models of transformers' classes compute the results of transformers, from
 * {@code bench/parity/head_families.py} and {@code families.py}, and are exported
 * unchanged.
 */
class ImportedHeadTests {

	private static final double TOLERANCE = 1e-4;

	private static final HuggingFaceImporter IMPORTER = new HuggingFaceImporter();

	@TempDir
	private Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "bert-classification", "bert-choice", "bert-regression", "distilbert-classification",
			"distilbert-choice", "electra-classification", "electra-choice", "roberta-classification",
			"roberta-choice" })
	void sentenceLogitsMatchTransformers(String name) throws IOException {
		Path directory = golden("heads/" + name);
		JsonNode golden = values(directory);
		Path bundle = imported(directory, task(directory));
		try (InferenceModel model = TinyBert.FACTORY.openForInference(bundle)) {
			float[][] scores = model.scores("mine", rows(golden));
			for (int row = 0; row < scores.length; row++) {
				for (int output = 0; output < scores[row].length; output++) {
					assertThat((double) scores[row][output]).as("row %d, output %d", row, output)
						.isCloseTo(golden.path("logits").get(row).get(output).asDouble(), within(TOLERANCE));
				}
			}
			assertThat(model.scores("mine", rows(golden).subList(2, 3))[0]).isEqualTo(scores[2]);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "roberta", "distilbert", "electra" })
	void spanLogitsMatchTransformers(String family) throws IOException {
		Path directory = golden("tiny-" + family);
		JsonNode golden = values(directory);
		Path bundle = imported(directory, task(directory));
		float[] weight = floats(golden.path("head").path("weight"));
		float[] bias = floats(golden.path("head").path("bias"));
		float[] hidden = floats(golden.path("hidden"));
		try (InferenceModel model = TinyBert.FACTORY.openForInference(bundle)) {
			List<SpanLogits> logits = model.spans("mine", rows(golden));
			int token = 0;
			for (SpanLogits row : logits) {
				for (int i = 0; i < row.start().length; i++, token++) {
					double start = bias[0];
					double end = bias[1];
					for (int j = 0; j < 16; j++) {
						start += hidden[16 * token + j] * weight[j];
						end += hidden[16 * token + j] * weight[16 + j];
					}
					assertThat((double) row.start()[i]).isCloseTo(start, within(TOLERANCE));
					assertThat((double) row.end()[i]).isCloseTo(end, within(TOLERANCE));
				}
			}
			assertThat(token).isEqualTo(hidden.length / 16);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "bert-classification", "bert-choice", "bert-regression", "distilbert-classification",
			"distilbert-choice", "electra-classification", "electra-choice", "roberta-classification" })
	void trainingContinuesWithTheLossAndGradientsOfTransformers(String name) throws IOException {
		Path directory = golden("heads/" + name);
		JsonNode golden = values(directory);
		Task task = task(directory);
		TrainableModelSettings settings = new TrainableModelSettings(0, 0, SpanLoss.MEAN, Precision.FP32,
				OptimizerSettings.of(OptimizerKind.ADAMAX, 0, 0), 1);
		try (TorchTrainableModel model = (TorchTrainableModel) TinyBert.FACTORY
			.openForTraining(imported(directory, task), List.of(task), Map.of("mine", task), settings)) {
			double loss = model.accumulate(new Batch(task, rows(golden), targets(task, golden)), 1, 1);
			assertThat(loss).isCloseTo(golden.path("loss").asDouble(), within(TOLERANCE));
			assertGradients(directory, task, model.gradients(), golden.path("gradients"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "bert-classification", "distilbert-choice", "electra-classification", "electra-choice",
			"roberta-classification", "roberta-choice" })
	void anExportContainsTheTensorsOfTheImport(String name) throws IOException {
		Path directory = golden("heads/" + name);
		Path bundle = imported(directory, task(directory));
		Path exported = this.folder.resolve("model.safetensors");
		try (HuggingFaceExport export = HuggingFaceDirectory.head(bundle, name, "mine", 0)) {
			export.write("model.safetensors", Files.newOutputStream(exported));
		}
		try (SafeTensors before = SafeTensors.open(directory.resolve("model.safetensors"));
				SafeTensors after = SafeTensors.open(exported)) {
			assertThat(after.shapes().keySet()).containsExactlyInAnyOrderElementsOf(before.shapes().keySet());
			before.shapes()
				.keySet()
				.forEach((tensor) -> assertThat(after.floats(tensor).data()).as(tensor)
					.isEqualTo(before.floats(tensor).data()));
		}
	}

	/**
	 * A head of one layer is exported as two layers and imported again with equal
	 * results.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "bert", "distilbert", "electra", "roberta" })
	void aHeadOfOneLayerIsExportedAsTwoLayersWithEqualResults(String family) throws IOException {
		Path encoder = golden("heads/" + family + "-classification");
		List<TokenSequence> rows = rows(values(encoder));
		Task labels = new Task("mine", HeadKind.CLASSIFICATION, List.of("a", "b", "c"));
		Task choice = new Task("mine", HeadKind.MULTIPLE_CHOICE, List.of());
		Task value = new Task("mine", HeadKind.REGRESSION, List.of());
		for (Task task : List.of(labels, choice, value)) {
			Path bundle = this.folder.resolve(task.head().label());
			TrainableModelSettings settings = TinyBert.settings(0);
			try (TorchTrainableModel model = (TorchTrainableModel) TinyBert.FACTORY.openForTraining(encoder,
					List.of(task), settings)) {
				TinyBert.FACTORY.writeBundle(bundle, encoder, model, description(task));
			}
			Path left = this.folder.resolve(task.head().label() + "-exported");
			Files.createDirectories(left);
			try (HuggingFaceExport export = HuggingFaceDirectory.head(bundle, "x", "mine", 0)) {
				export.write("model.safetensors", Files.newOutputStream(left.resolve("model.safetensors")));
				export.write("config.json", Files.newOutputStream(left.resolve("config.json")));
			}
			assertThat(Files.readString(left.resolve("config.json")).contains("\"embedding_size\" : 16"))
				.isEqualTo(family.equals("electra"));
			try (InferenceModel before = TinyBert.FACTORY.openForInference(bundle);
					InferenceModel after = TinyBert.FACTORY.openForInference(imported(left, task(left)))) {
				float[][] expected = before.scores("mine", rows);
				float[][] found = after.scores("mine", rows);
				for (int row = 0; row < expected.length; row++) {
					assertThat(found[row]).containsExactly(expected[row], within(2e-5f));
				}
			}
		}
	}

	@Test
	void outputsCanBeReordered() throws IOException {
		Path directory = golden("heads/bert-classification");
		Task task = task(directory);
		Path bundle = this.folder.resolve("reordered");
		IMPORTER.write(directory, bundle, description(task), List.of(2, 0, 1));
		JsonNode golden = values(directory);
		try (InferenceModel model = TinyBert.FACTORY.openForInference(bundle)) {
			float[][] scores = model.scores("mine", rows(golden));
			assertThat((double) scores[1][0]).isCloseTo(golden.path("logits").get(1).get(2).asDouble(),
					within(TOLERANCE));
			assertThat((double) scores[1][2]).isCloseTo(golden.path("logits").get(1).get(1).asDouble(),
					within(TOLERANCE));
		}
	}

	@Test
	void modelsThatWouldComputeOtherResultsAreRejectedByName() throws IOException {
		assertRefused("bert-classification", "BertForSequenceClassification", "BertForMaskedLM",
				"'BertForMaskedLM', whose head is not supported; supported classes: BertForMultipleChoice,"
						+ " BertForQuestionAnswering, BertForSequenceClassification");
		assertRefused("bert-classification", "BertForSequenceClassification", "BertForQuestionAnswering",
				"'qa_outputs.weight' [2, 16] is missing", "'classifier.weight' [3, 16] is not expected");
		assertRefused("bert-classification", "\"2\": \"contradiction\"", "\"3\": \"contradiction\"",
				"id2label has no label for output 2 of 3");
		assertRefused("bert-classification", "\"1\": \"neutral\",", "",
				"'classifier.weight' is [3, 16], expected [2, 16]", "id2label has no label for output 1");
		assertRefused("bert-classification", "\"1\": \"neutral\"", "\"1\": \"entailment\"", "a label twice");
		assertRefused("bert-regression", "\"problem_type\": \"regression\"",
				"\"problem_type\": \"multi_label_classification\"", "problem_type 'multi_label_classification'");
		assertRefused("electra-choice", "\"summary_type\": \"first\"", "\"summary_type\": \"mean\"",
				"summary_type \"mean\" is not supported, only \"first\"");
		assertRefused("electra-choice", "\"summary_activation\": \"gelu\"", "\"summary_activation\": \"tanh\"",
				"summary_activation");
		assertRefused("bert-classification", "\"architectures\"", "\"others\"", "architectures is missing");
	}

	private void assertRefused(String name, String original, String replacement, String... messages)
			throws IOException {
		Path copy = this.folder.resolve("refused");
		Trees.delete(copy);
		Files.createDirectories(copy);
		Path directory = golden("heads/" + name);
		Files.copy(directory.resolve("model.safetensors"), copy.resolve("model.safetensors"));
		String config = Files.readString(directory.resolve("config.json"));
		assertThat(config).contains(original);
		Files.writeString(copy.resolve("config.json"), config.replace(original, replacement));
		assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> IMPORTER.inspect(copy))
			.satisfies((ex) -> assertThat(messages).anyMatch((message) -> ex.getMessage().contains(message)));
	}

	private static Path golden(String name) {
		return Path.of("src/test/resources/golden").resolve(name);
	}

	private static JsonNode values(Path directory) throws IOException {
		return JsonMapper.shared().readTree(Files.readAllBytes(directory.resolve("golden.json")));
	}

	/** The directory's head as a task. */
	private static Task task(Path directory) {
		TransformersModel model = IMPORTER.inspect(directory);
		return new Task("mine", model.head(), model.labels(), null, model.activation());
	}

	private static ModelDescription description(Task task) {
		return new ModelDescription("tiny", List.of(task), 24, 8, 8, 0, Map.of());
	}

	private Path imported(Path directory, Task task) {
		Path bundle = this.folder.resolve("bundle-" + task.head().label() + directory.getFileName());
		IMPORTER.write(directory, bundle, description(task), IntStream.range(0, task.outputs()).boxed().toList());
		return bundle;
	}

	private static List<TokenSequence> rows(JsonNode golden) {
		List<TokenSequence> rows = new ArrayList<>();
		golden.path("rows")
			.forEach((row) -> rows
				.add(new TokenSequence(row.path("ids").valueStream().mapToInt(JsonNode::asInt).toArray(),
						row.path("secondStart").asInt())));
		return rows;
	}

	private static List<Target> targets(Task task, JsonNode golden) {
		List<Target> targets = new ArrayList<>();
		golden.path("targets")
			.forEach((target) -> targets.add((task.head() == HeadKind.REGRESSION)
					? new Target.Value((float) target.asDouble()) : new Target.Label(target.asInt())));
		return targets;
	}

	private static void assertGradients(Path directory, Task task, Map<String, FloatTensor> gradients, JsonNode golden)
			throws IOException {
		Path exported = directory;
		Map<String, String> names = new LinkedHashMap<>();
		EncoderArchitecture family = EncoderArchitecture.of(IMPORTER.inspect(exported).encoder().architecture());
		List<String> others = golden.propertyNames()
			.stream()
			.filter((name) -> gradients.keySet().stream().noneMatch((own) -> family.external(own).equals(name)))
			.toList();
		assertThat(others).hasSize(4);
		for (String part : List.of(".weight", ".bias")) {
			names.put(HeadNames.dense(task) + part,
					others.stream().filter((name) -> name.endsWith(part)).toList().get(0));
			names.put(HeadNames.linear(task) + part,
					others.stream().filter((name) -> name.endsWith(part)).toList().get(1));
		}
		gradients.forEach((name, tensor) -> {
			FloatBuffer data = tensor.data();
			double sum = 0;
			double squares = 0;
			for (int i = 0; i < data.remaining(); i++) {
				sum += data.get(i);
				squares += data.get(i) * data.get(i);
			}
			JsonNode expected = golden.path(names.getOrDefault(name, family.external(name)));
			assertThat(sum).as(name).isCloseTo(expected.path("sum").asDouble(), within(TOLERANCE));
			assertThat(Math.sqrt(squares)).as(name).isCloseTo(expected.path("norm").asDouble(), within(TOLERANCE));
		});
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
