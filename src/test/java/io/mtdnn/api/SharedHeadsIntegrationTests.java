package io.mtdnn.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import io.mtdnn.Patience;
import io.mtdnn.model.safetensors.SafeTensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Datasets that share a head, and tasks that name their evaluation sets, from files to
 * answers over HTTP.
 */
@ApiTestSettings
@DirtiesContext
@TestPropertySource(properties = {
		"spring.datasource.url=jdbc:h2:mem:shared-heads;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000",
		"mtdnn.roles=api,worker,serving" })
class SharedHeadsIntegrationTests {

	private static final String SETTINGS = """
			"encoder": "small", "epochs": 1, "batchSize": 8, "learningRate": 1e-3, "maxSequenceLength": 48,
			"maxQuestionLength": 12, "docStride": 16, "dropout": 0""";

	@TempDir
	static Path home;

	@Autowired
	private MockMvcTester mvc;

	@DynamicPropertySource
	static void folders(DynamicPropertyRegistry registry) throws IOException {
		SmallEncoder.write(home.resolve("encoders/small"));
		dataset("lamps", "head: span\nformat: squad\ntrain: train.json\nevaluation: dev.json\n");
		write("lamps/train.json", questions("lamp", 20));
		write("lamps/dev.json", questions("lamp", 12));
		dataset("boats", "head: span\nformat: squad\ntrain: train.json\nevaluation: dev.json\n");
		write("boats/train.json", questions("boat", 16));
		write("boats/dev.json", questions("boat", 10));
		String table = "format: csv\ncolumns: {first: text, label: label}\n";
		dataset("mood", "head: classification\n" + table + "train: train.csv\nevaluation: dev.csv\n");
		write("mood/train.csv", moods(24));
		write("mood/dev.csv", moods(8));
		dataset("mood-hard", "head: classification\n" + table + "evaluationOf: mood\nevaluation: dev.csv\n");
		write("mood-hard/dev.csv", moods(6));
		dataset("news", "head: classification\n" + table + "train: train.csv\nevaluation: dev.csv\n");
		write("news/train.csv", moods(12));
		write("news/dev.csv", moods(4));
		dataset("diary", "head: classification\n" + table + "train: train.csv\ntrainingOnly: true\n");
		write("diary/train.csv", moods(12));
		dataset("topics", "head: classification\n" + table + "train: train.csv\nevaluation: dev.csv\n");
		write("topics/train.csv", moods(12).replace("good", "sea").replace("bad", "sky"));
		write("topics/dev.csv", moods(4).replace("good", "sea").replace("bad", "sky"));
		registry.add("mtdnn.data-dir", () -> home.resolve("data").toString());
		registry.add("mtdnn.cache-dir", () -> home.resolve("cache").toString());
		registry.add("mtdnn.encoders-dir", () -> home.resolve("encoders").toString());
		registry.add("mtdnn.artifacts.directory", () -> home.resolve("artifacts").toString());
	}

	private static void dataset(String name, String declaration) throws IOException {
		Files.createDirectories(home.resolve("data").resolve(name));
		write(name + "/dataset.yml", declaration);
	}

	private static void write(String file, String content) throws IOException {
		Files.writeString(home.resolve("data").resolve(file), content);
	}

	private static String questions(String thing, int count) {
		List<String> paragraphs = IntStream.range(0, count).mapToObj((i) -> {
			String context = "The " + thing + " was built in " + (1800 + i) + " by the sea.";
			String answers = (i % 3 == 0) ? "[]"
					: "[{\"text\": \"" + (1800 + i) + "\", \"answer_start\": " + context.indexOf("18") + "}]";
			return "{\"context\": \"%s\", \"qas\": [{\"id\": \"%s-%d\", \"question\": \"When was the %s built?\", \"answers\": %s, \"is_impossible\": %s}]}"
				.formatted(context, thing, i, thing, answers, i % 3 == 0);
		}).toList();
		return "{\"version\": \"1\", \"data\": [{\"title\": \"" + thing + "\", \"paragraphs\": ["
				+ String.join(", ", paragraphs) + "]}]}";
	}

	private static String moods(int count) {
		List<String> rows = new ArrayList<>(List.of("text,label"));
		IntStream.range(0, count)
			.forEach((i) -> rows.add("day " + i + ((i % 2 == 0) ? " of sun,good" : " of rain,bad")));
		return String.join("\n", rows) + "\n";
	}

	@Test
	void twoQuestionDatasetsTrainOneHead() throws IOException {
		String job = succeeded("{" + SETTINGS
				+ """
						, "name": "shared", "affinity": {"everySteps": 2, "examples": 4}, "tasks": [
						  {"dataset": "lamps", "head": "qa", "weight": 0.6}, {"dataset": "boats", "head": "qa", "batchSize": 4}]}""");
		JsonNode metrics = get("/jobs/" + job + "/metrics");
		assertThat(metrics.get("evaluations").findValuesAsString("dataset")).containsExactly("lamps", "boats");
		assertThat(metrics.at("/evaluations/0/metrics/total").asInt()).isEqualTo(12);
		assertThat(metrics.at("/evaluations/1/metrics/total").asInt()).isEqualTo(10);
		assertThat(metrics.get("tasks").findValuesAsString("dataset")).containsExactly("lamps", "boats");
		assertThat(metrics.at("/affinity/0/changes").propertyNames()).containsExactly("lamps", "boats");

		JsonNode model = get("/models/" + job);
		assertThat(model.get("tasks").findValuesAsString("name")).containsExactly("lamps", "boats");
		assertThat(model.get("tasks").findValuesAsString("sharedHead")).containsExactly("qa", "qa");
		assertThat(model.at("/provenance/plan/tasks/1/head").asString()).isEqualTo("qa");
		assertThat(model.get("metrics").propertyNames()).containsExactly("lamps", "boats");
		assertThat(heads(job)).containsExactlyInAnyOrder("heads.qa.weight", "heads.qa.bias");

		List<JsonNode> answers = new ArrayList<>();
		for (String task : List.of("", ", \"task\": \"qa\"", ", \"task\": \"lamps\"", ", \"task\": \"boats\"")) {
			answers.add(json(ask(job, task)));
		}
		assertThat(answers).extracting((answer) -> answer.path("nullOdds").asDouble())
			.containsOnly(answers.get(0).path("nullOdds").asDouble());
		assertThat(answers.get(0).path("nullOdds").isNumber()).isTrue();
		assertThat(ask(job, ", \"task\": \"other\"")).hasStatus(422);

		for (String dataset : List.of("lamps", "boats")) {
			JsonNode study = get("/models/" + job + "/thresholds?dataset=" + dataset);
			assertThat(study.get("dataset").asString()).isEqualTo(dataset);
		}
		String continued = succeeded(
				"{" + SETTINGS.replace("\"encoder\": \"small\",", "") + ", \"start\": {\"model\": \"" + job
						+ "\", \"heads\": {\"boats\": \"qa\"}}, \"tasks\": [{\"dataset\": \"boats\"}]}");
		assertThat(heads(continued)).containsExactlyInAnyOrder("heads.boats.weight", "heads.boats.bias");
		MvcTestResult byTask = this.mvc.get().uri("/models/" + job + "/export?dataset=boats").exchange();
		MvcTestResult byHead = this.mvc.get().uri("/models/" + job + "/export?dataset=qa").exchange();
		assertThat(byTask).hasStatusOk();
		assertThat(byHead).hasStatusOk();
		assertThat(this.mvc.get().uri("/models/" + job + "/export?format=huggingface").exchange()).hasStatusOk();
		assertThat(this.mvc.get().uri("/models/" + job + "/export?dataset=other").exchange()).hasStatus(422);
	}

	@Test
	void tasksAreEvaluatedOnTheSetsThatTheyName() {
		String job = succeeded("{" + SETTINGS
				+ """
						, "keep": "both", "keepMetric": {"dataset": "mood-hard", "metric": "accuracy"}, "tasks": [
						  {"dataset": "mood", "evaluateOn": ["mood-hard", "news"]}, {"dataset": "topics", "evaluateOn": []}]}""");
		JsonNode preflight = get("/jobs/" + job).get("preflight");
		assertThat(preflight.at("/tasks/0/evaluations").findValuesAsString("dataset")).containsExactly("mood-hard",
				"news");
		assertThat(preflight.at("/tasks/0/evaluations").findValuesAsString("examples")).containsExactly("6", "4");
		assertThat(preflight.at("/tasks/0/evaluationExamples").asInt()).isEqualTo(6);
		assertThat(preflight.at("/tasks/1/evaluations")).isEmpty();
		assertThat(preflight.get("dataHashes").propertyNames()).containsExactlyInAnyOrder("mood/train",
				"mood-hard/evaluation", "news/evaluation", "topics/train");
		assertThat(get("/jobs/" + job + "/metrics").get("evaluations").findValuesAsString("dataset"))
			.containsExactly("mood-hard", "news");
		assertThat(get("/models/" + job).get("metrics").propertyNames()).containsExactly("mood-hard", "news");
		assertThat(get("/models/" + job + "-best").at("/provenance/selection/dataset").asString())
			.isEqualTo("mood-hard");
		assertThat(get("/jobs?dataset=news").get("items").findValuesAsString("id")).contains(job);
		JsonNode label = json(this.mvc.post()
			.uri("/classification")
			.contentType(MediaType.APPLICATION_JSON)
			.content("{\"model\": \"" + job + "\", \"task\": \"topics\", \"text\": \"day of sun\"}")
			.exchange());
		assertThat(label.get("label").asString()).isIn("sea", "sky");
	}

	@Test
	void aDatasetForTrainingOnlyIsNotEvaluatedUnlessATaskNamesOtherSets() {
		String job = succeeded("{" + SETTINGS + ", \"tasks\": [{\"dataset\": \"diary\"}]}");
		assertThat(get("/jobs/" + job + "/metrics").get("evaluations")).isEmpty();
		assertThat(get("/jobs/" + job).at("/preflight/dataHashes").propertyNames()).containsExactly("diary/train");
		String elsewhere = succeeded(
				"{" + SETTINGS + ", \"tasks\": [{\"dataset\": \"diary\", \"evaluateOn\": [\"mood\"]}]}");
		assertThat(get("/models/" + elsewhere).get("metrics").propertyNames()).containsExactly("mood");
		MvcTestResult rejected = submit(
				"{" + SETTINGS + ", \"tasks\": [{\"dataset\": \"diary\", \"evaluateOn\": [\"diary\"]}]}");
		assertThat(rejected).hasStatus(422);
		assertThat(json(rejected).at("/errors/0/field").asString()).isEqualTo("tasks[0].evaluateOn[0]");
		assertThat(json(rejected).at("/errors/0/message").asString())
			.isEqualTo("dataset 'diary' has no evaluation rows, because it is declared with 'trainingOnly'");
	}

	@Test
	void aRunWithoutAnEvaluationKeepsTheLastEpoch() {
		String job = succeeded("{" + SETTINGS + ", \"tasks\": [{\"dataset\": \"mood\", \"evaluateOn\": []}]}");
		assertThat(get("/jobs/" + job + "/metrics").get("evaluations")).isEmpty();
		JsonNode model = get("/models/" + job);
		assertThat(model.get("metrics")).isEmpty();
		assertThat(model.get("epoch").asInt()).isEqualTo(1);
		assertThat(json(this.mvc.get().uri("/models").exchange()).toString()).contains(job);
	}

	/**
	 * The job names neither set: one is declared for its dataset, and one it trains on.
	 */
	@Test
	void aSetThatAJobWasEvaluatedOnCannotBeRedefined() {
		String definition = "{\"head\": \"classification\", \"format\": \"csv\","
				+ " \"columns\": {\"first\": \"text\", \"label\": \"label\"}, \"evaluationOf\": \"news\"}";
		assertThat(put("/datasets/news-late", definition)).hasStatusOk();
		assertThat(put("/datasets/news-late/evaluation", moods(4))).hasStatusOk();
		assertThat(put("/datasets/news-late/evaluation", moods(6))).hasStatusOk();
		String job = succeeded("{" + SETTINGS + ", \"tasks\": [{\"dataset\": \"news\"}]}");
		assertThat(get("/models/" + job).get("metrics").propertyNames()).containsExactly("news", "news-late");
		MvcTestResult file = put("/datasets/news-late/evaluation", moods(4));
		assertThat(file).hasStatus(409);
		assertThat(json(file).get("detail").asString()).contains(job);
		assertThat(put("/datasets/news-late", definition.replace("news\"", "mood\""))).hasStatus(409);
		assertThat(put("/datasets/news-late/evaluation", moods(6))).hasStatusOk();
		assertThat(this.mvc.delete().uri("/datasets/news-late").exchange()).hasStatus(204);
	}

	@Test
	void aHeadSharedByTasksWithDifferentLabelsIsRejectedNamingBothTasks() {
		MvcTestResult answer = submit("{" + SETTINGS + """
				, "tasks": [{"dataset": "mood", "head": "x"}, {"dataset": "topics", "head": "x"},
				  {"dataset": "lamps", "head": "x", "evaluateOn": ["mood"]}]}""");
		assertThat(answer).hasStatus(422);
		JsonNode problem = json(answer);
		assertThat(problem.get("errors").findValuesAsString("field")).containsExactly("tasks[1].head", "tasks[2].head",
				"tasks[2].evaluateOn[0]", "tasks[2].evaluateOn[0]");
		assertThat(problem.at("/errors/0/message").asString())
			.contains("'topics' cannot share the head 'x' with 'mood'", "bad, good", "sea, sky");
		assertThat(get("/jobs?dataset=topics&status=PREPARING").get("items")).isEmpty();
	}

	private String succeeded(String plan) {
		MvcTestResult submitted = submit(plan);
		assertThat(submitted).hasStatus(202);
		String path = "/jobs/" + json(submitted).get("id").asString();
		Patience.await().until(() -> !get(path).path("status").asString().matches("PREPARING|QUEUED|RUNNING"));
		assertThat(get(path).path("status").asString()).as(get(path).toString()).isEqualTo("SUCCEEDED");
		return get(path).get("id").asString();
	}

	private MvcTestResult put(String path, String content) {
		return this.mvc.put().uri(path).contentType(MediaType.APPLICATION_JSON).content(content).exchange();
	}

	private MvcTestResult submit(String plan) {
		return this.mvc.post().uri("/jobs").contentType(MediaType.APPLICATION_JSON).content(plan).exchange();
	}

	private MvcTestResult ask(String model, String task) {
		return this.mvc.post()
			.uri("/qa")
			.contentType(MediaType.APPLICATION_JSON)
			.content("{\"model\": \"" + model + "\"" + task
					+ ", \"question\": \"When was the boat built?\", \"context\": \"The boat was built in 1850 by the sea.\"}")
			.exchange();
	}

	/** Names of the heads' parameters in the exported bundle. */
	private List<String> heads(String model) throws IOException {
		byte[] zip = this.mvc.get()
			.uri("/models/" + model + "/export?format=bundle")
			.exchange()
			.getResponse()
			.getContentAsByteArray();
		Path weights = home.resolve("exported.safetensors");
		try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
			for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
				if (entry.getName().endsWith("model.safetensors")) {
					Files.write(weights, in.readAllBytes());
				}
			}
		}
		try (SafeTensors tensors = SafeTensors.open(weights)) {
			return tensors.shapes().keySet().stream().filter((name) -> name.startsWith("heads.")).toList();
		}
	}

	private JsonNode get(String path) {
		return json(this.mvc.get().uri(path).exchange());
	}

	private static JsonNode json(MvcTestResult answer) {
		return JsonMapper.shared().readTree(answer.getResponse().getContentAsByteArray());
	}

}
