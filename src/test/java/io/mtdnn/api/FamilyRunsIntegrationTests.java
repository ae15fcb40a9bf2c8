package io.mtdnn.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import io.mtdnn.Patience;
import io.mtdnn.files.Digests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Encoders of families other than BERT, from their files to answers over HTTP. */
@ApiTestSettings
@DirtiesContext
@TestPropertySource(properties = {
		"spring.datasource.url=jdbc:h2:mem:families;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000",
		"mtdnn.roles=api,worker,serving" })
class FamilyRunsIntegrationTests {

	private static final List<String> PLACES = List.of("Paris", "Café", "東京", "France");

	private static final List<String> THINGS = List.of("lamp", "boat 🚀", "two spaces");

	/** Of pieces that even the smallest vocabulary has. */
	private static final String WHERE = "in the";

	private static final String WHO = "is it";

	private static final String PLAN = """
			{"encoder": "%s", "tasks": [{"dataset": "places"}, {"dataset": "sample-cola"}], "epochs": 4, "batchSize": 8,
			 "learningRate": 5e-3, "maxSequenceLength": 64, "dropout": 0, "seed": 3,
			 "limits": {"train": {"sample-cola": 64}, "evaluation": {"sample-cola": 32}}%s}""";

	@TempDir
	static Path home;

	@Autowired
	private MockMvcTester mvc;

	@DynamicPropertySource
	static void folders(DynamicPropertyRegistry registry) throws IOException {
		for (String family : List.of("roberta", "xlm-roberta", "distilbert", "electra")) {
			SmallFamily.write(family, home.resolve("encoders").resolve(family));
		}
		Path dataset = Files.createDirectories(home.resolve("data/places"));
		Files.writeString(dataset.resolve("dataset.yml"),
				"head: span\nformat: squad\ntrain: train.json\nevaluation: dev.json\n");
		Files.write(dataset.resolve("train.json"), squad(240, 1));
		Files.write(dataset.resolve("dev.json"), squad(60, 2));
		registry.add("mtdnn.data-dir", () -> home.resolve("data").toString());
		registry.add("mtdnn.cache-dir", () -> home.resolve("cache").toString());
		registry.add("mtdnn.encoders-dir", () -> home.resolve("encoders").toString());
		registry.add("mtdnn.artifacts.directory", () -> home.resolve("artifacts").toString());
	}

	/** The answer is the place, if that is the question. */
	private static byte[] squad(int count, long seed) {
		Random random = new Random(seed);
		List<Object> paragraphs = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			String place = PLACES.get(random.nextInt(PLACES.size()));
			String context = context(THINGS.get(random.nextInt(THINGS.size())), place);
			boolean where = random.nextInt(3) > 0;
			Map<String, Object> question = new LinkedHashMap<>();
			question.put("id", seed + "-" + i);
			question.put("question", where ? WHERE : WHO);
			question.put("is_impossible", !where);
			question.put("answers",
					where ? List
						.of(Map.of("text", place, "answer_start", context.codePointCount(0, context.indexOf(place))))
							: List.of());
			paragraphs.add(Map.of("context", context, "qas", List.of(question)));
		}
		return JsonMapper.shared()
			.writeValueAsBytes(
					Map.of("version", "v2.0", "data", List.of(Map.of("title", "places", "paragraphs", paragraphs))));
	}

	private static String context(String thing, String place) {
		return "A " + thing + " is in " + place + " !";
	}

	@ParameterizedTest
	@ValueSource(strings = { "roberta", "xlm-roberta", "distilbert", "electra" })
	void aRunLearnsAndItsModelAnswersQuestions(String family) {
		JsonNode job = run(family, "");
		JsonNode evaluations = get("/jobs/" + job.path("id").asString() + "/metrics").path("evaluations");
		double f1 = evaluations.valueStream()
			.filter((evaluation) -> evaluation.path("dataset").asString().equals("places"))
			.mapToDouble((evaluation) -> evaluation.at("/metrics/f1").asDouble())
			.max()
			.orElseThrow();
		assertThat(f1).isGreaterThan(80);
		for (String place : PLACES) {
			String text = context("boat 🚀", place);
			JsonNode answer = post("/qa", JsonMapper.shared()
				.writeValueAsString(Map.of("question", WHERE, "context", text, "model", job.path("id").asString())));
			assertThat(answer.path("answer").asString()).as(answer.toString()).isEqualTo(place);
			assertThat(between(text, answer.path("start").asInt(), answer.path("end").asInt())).isEqualTo(place);
		}
		JsonNode none = post("/qa", JsonMapper.shared()
			.writeValueAsString(
					Map.of("question", WHO, "context", context("lamp", "Paris"), "model", job.path("id").asString())));
		assertThat(none.path("answer").asString("?")).isEmpty();
	}

	@Test
	void aPausedRunOfRobertaIsBitIdenticalToAnUninterruptedOne() throws IOException {
		JsonNode whole = run("roberta", "");
		JsonNode paused = submit("roberta", ", \"pauseAt\": 0.4");
		await(paused, "PAUSED");
		this.mvc.post().uri("/jobs/" + paused.path("id").asString() + "/resume").exchange();
		await(paused, "SUCCEEDED");
		assertThat(weights(paused)).isEqualTo(weights(whole));
	}

	@Test
	void aLongTextIsCutIntoWindowsInTheFamilysFormat() {
		JsonNode dataset = get("/datasets/places?encoder=roberta");
		assertThat(dataset.at("/samples/0/inputs/0/pieces/0").asString()).isEqualTo("<s>");
		List<String> pieces = dataset.at("/samples/0/inputs/0/pieces").valueStream().map(JsonNode::asString).toList();
		int second = dataset.at("/samples/0/inputs/0/secondStart").asInt();
		assertThat(pieces.subList(second - 2, second)).containsExactly("</s>", "</s>");
		assertThat(pieces.get(pieces.size() - 1)).isEqualTo("</s>");
		JsonNode tooLong = post("/jobs?wait=true",
				"""
						{"encoder": "roberta", "tasks": [{"dataset": "places"}], "maxSequenceLength": 64, "maxQuestionLength": 30,
						 "docStride": 31}""");
		assertThat(tooLong.path("detail").asString()).contains("64 - 30 - 4 = 30");
		JsonNode plan = post("/jobs?dryRun=true", """
				{"encoder": "roberta", "tasks": [{"dataset": "places"}], "maxSequenceLength": 64}""");
		assertThat(plan.at("/plan/docStride").asInt()).isEqualTo(64 - 32 - 4);
	}

	/** Written by transformers, with the answers of its pipeline: questions_golden.py. */
	@ParameterizedTest
	@ValueSource(strings = { "roberta", "xlm-roberta" })
	void anImportedModelMatchesThePipelineAndCanBeExportedAndTrained(String family) throws IOException {
		Path golden = Path.of("src/test/resources/golden/questions", family);
		FileSystemUtils.copyRecursively(golden, home.resolve("encoders/qa-" + family));
		JsonNode model = post("/models", """
				{"directory": "qa-%s", "dataset": "places", "maxSequenceLength": 64}""".formatted(family));
		assertThat(model.at("/docStride").asInt()).as(model.toString()).isEqualTo(64 - 32 - 4);
		assertAnswers(golden, model);
		byte[] exported = this.mvc.get()
			.uri("/models/" + model.path("id").asString() + "/export?format=hugging-face&dataset=places")
			.exchange()
			.getResponse()
			.getContentAsByteArray();
		JsonNode again = json(this.mvc.post()
			.uri("/models?dataset=places&maxSequenceLength=64")
			.contentType("application/zip")
			.content(exported));
		assertThat(again.at("/provenance/imported/class")).isEqualTo(model.at("/provenance/imported/class"));
		assertAnswers(golden, again);
		JsonNode job = post("/jobs", """
				{"start": {"model": "%s"}, "tasks": [{"dataset": "places"}], "epochs": 1, "batchSize": 8,
				 "maxSequenceLength": 64, "limits": {"train": {"places": 16}, "evaluation": {"places": 16}}}"""
			.formatted(model.path("id").asString()));
		assertThat(job.has("id")).as(job.toString()).isTrue();
		await(job, "SUCCEEDED");
		JsonNode trained = get("/models/" + job.path("id").asString());
		assertThat(trained.path("docStride").asInt()).isEqualTo(64 - 32 - 4);
		assertThat(trained.at("/provenance/plan/start/heads/places").asString()).isEqualTo("places");
	}

	private void assertAnswers(Path golden, JsonNode model) throws IOException {
		JsonNode answers = JsonMapper.shared()
			.readTree(Files.readAllBytes(golden.resolve("answers.json")))
			.path("answers");
		assertThat(answers.size()).isGreaterThan(15);
		for (JsonNode expected : answers) {
			JsonNode forced = asked(expected, model, false);
			assertThat(List.of(forced.path("answer"), forced.path("start"), forced.path("end")))
				.as(expected + "\n" + forced)
				.containsExactly(expected.path("answer"), expected.path("start"), expected.path("end"));
			assertThat(asked(expected, model, true).path("answer")).as(expected.toString())
				.isEqualTo(expected.path("orNothing"));
		}
	}

	private JsonNode asked(JsonNode example, JsonNode model, boolean nothing) {
		return post("/qa",
				JsonMapper.shared()
					.writeValueAsString(Map.of("question", example.path("question"), "context", example.path("context"),
							"model", model.path("id"), "handleImpossibleAnswer", nothing, "maxAnswerLength", 15,
							"nullThreshold", 0)));
	}

	private JsonNode run(String family, String more) {
		JsonNode job = submit(family, more);
		await(job, "SUCCEEDED");
		return job;
	}

	private JsonNode submit(String family, String more) {
		JsonNode job = post("/jobs", PLAN.formatted(family, more));
		assertThat(job.has("id")).as(job.toString()).isTrue();
		return job;
	}

	private void await(JsonNode job, String status) {
		String path = "/jobs/" + job.path("id").asString();
		Patience.await().until(() -> !get(path).path("status").asString().matches("PREPARING|QUEUED|RUNNING"));
		assertThat(get(path).path("status").asString()).as(get(path).toString()).isEqualTo(status);
	}

	/** Positions are in code points. */
	private static String between(String text, int start, int end) {
		return text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end));
	}

	private String weights(JsonNode job) throws IOException {
		byte[] bundle = this.mvc.get()
			.uri("/models/" + job.path("id").asString() + "/export?format=bundle")
			.exchange()
			.getResponse()
			.getContentAsByteArray();
		try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bundle))) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				if (entry.getName().endsWith("model.safetensors")) {
					return Digests.sha256(zip.readAllBytes());
				}
			}
		}
		throw new AssertionError("no weights in " + bundle.length + " bytes");
	}

	private JsonNode get(String path) {
		return json(this.mvc.get().uri(path));
	}

	private JsonNode post(String path, String body) {
		return json(this.mvc.post().uri(path).contentType(MediaType.APPLICATION_JSON).content(body));
	}

	private static JsonNode json(MockMvcTester.MockMvcRequestBuilder request) {
		return JsonMapper.shared().readTree(request.exchange().getResponse().getContentAsByteArray());
	}

}
