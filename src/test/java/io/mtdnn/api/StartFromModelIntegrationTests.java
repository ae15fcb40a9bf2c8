package io.mtdnn.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.mtdnn.Patience;
import io.mtdnn.artifacts.ArtifactStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Imported models are evaluated as jobs, and runs continue from them; event files are
 * written, and no MLflow server is reachable.
 */
@ApiTestSettings
@DirtiesContext
@TestPropertySource(properties = {
		"spring.datasource.url=jdbc:h2:mem:starts;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000",
		"mtdnn.roles=api,worker,serving", "mtdnn.mlflow.url=http://127.0.0.1:1" })
class StartFromModelIntegrationTests {

	/** Steps so small that no weight changes in 32 bits. */
	private static final String STILL = """
			{"start": {"model": "%s"%s}, "tasks": [{"dataset": "%s"}], "epochs": 1, "batchSize": 8, "learningRate": 1e-30,
			 "weightDecay": 0, "dropout": 0, "maxSequenceLength": 96, "maxQuestionLength": 24, "docStride": 32,
			 "limits": {"train": {"%s": 16}, "evaluation": {"%s": 40}}}""";

	@TempDir
	static Path home;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private ArtifactStore artifacts;

	@DynamicPropertySource
	static void folders(DynamicPropertyRegistry registry) throws IOException {
		TrainedElsewhere.questions(home.resolve("encoders/qa"));
		TrainedElsewhere.sentences(home.resolve("encoders/mrpc"), "not_equivalent", "equivalent");
		registry.add("mtdnn.data-dir", () -> home.resolve("data").toString());
		registry.add("mtdnn.cache-dir", () -> home.resolve("cache").toString());
		registry.add("mtdnn.encoders-dir", () -> home.resolve("encoders").toString());
		registry.add("mtdnn.artifacts.directory", () -> home.resolve("artifacts").toString());
		registry.add("mtdnn.tensorboard.folder", () -> home.resolve("events").toString());
	}

	@Test
	void aQuestionAnsweringModelIsEvaluatedAndTrainedFurther() {
		String model = imported("qa", "sample-squad");
		String evaluation = succeeded(post("/models/" + model + "/evaluations",
				"{\"datasets\": [\"sample-squad\"], \"limits\": {\"sample-squad\": 40}}"));
		JsonNode job = get("/jobs/" + evaluation);
		assertThat(job.at("/plan/epochs").intValue()).isZero();
		assertThat(job.at("/plan/encoder").asString()).isEqualTo("model:" + model);
		assertThat(job.at("/preflight/encoderHashes/model.safetensors").asString()).hasSize(64);
		assertThat(job.at("/preflight/dataHashes").propertyNames()).containsExactly("sample-squad/evaluation");
		assertThat(job.path("models").isMissingNode()).isTrue();
		JsonNode metrics = get("/jobs/" + evaluation + "/metrics").at("/evaluations/0/metrics");
		assertThat(metrics.path("total").intValue()).isEqualTo(40);
		JsonNode predictions = get("/jobs/" + evaluation + "/predictions.json?threshold=1e9");
		assertThat(predictions.size()).isEqualTo(40);
		assertThat(predictions.valueStream()).anyMatch((answer) -> !answer.asString().isEmpty());
		assertThat(get("/jobs/" + evaluation + "/null_odds.json").propertyNames())
			.isEqualTo(predictions.propertyNames());
		assertThat(get("/jobs/" + evaluation + "/nbest_predictions.json").propertyNames())
			.isEqualTo(predictions.propertyNames());
		assertThat(get("/models/" + model + "/evaluations").at("/items/0/id").asString()).isEqualTo(evaluation);

		String same = succeeded(
				post("/jobs", STILL.formatted(model, "", "sample-squad", "sample-squad", "sample-squad")));
		assertThat(get("/jobs/" + same + "/metrics").at("/evaluations/0/metrics")).isEqualTo(metrics);
		assertThat(get("/models/" + same).at("/provenance/plan/start/heads/sample-squad").asString())
			.isEqualTo("sample-squad");
		String other = succeeded(post("/jobs",
				STILL.formatted(model, ", \"heads\": {}", "sample-squad", "sample-squad", "sample-squad")));
		assertThat(get("/models/" + other + "/predictions.json?threshold=1e9")).isNotEqualTo(predictions);
		assertThat(get("/models/" + same + "/predictions.json?threshold=1e9")).isEqualTo(predictions);
		for (String address : List.of("/jobs/" + evaluation, "/models/" + same)) {
			assertThat(get(address + "/predictions.json?threshold=NaN").path("detail").asString())
				.contains("threshold must be a finite number");
		}

		assertThat(this.mvc.delete().uri("/jobs/" + evaluation + "?purge=true").exchange()).hasStatus(202);
		Patience.await().until(() -> this.artifacts.keys("evaluations/" + evaluation).isEmpty());
		assertThat(get("/jobs/" + evaluation + "/predictions.json").path("type").asString())
			.isEqualTo("/problems/results-missing");
	}

	@Test
	void aHeadOfTwoLayersIsEvaluatedAndTrainedFurther() {
		String model = imported("mrpc", "sample-mrpc");
		String evaluation = succeeded(post("/models/" + model + "/evaluations",
				"{\"datasets\": [\"sample-mrpc\"], \"limits\": {\"sample-mrpc\": 40}}"));
		JsonNode metrics = get("/jobs/" + evaluation + "/metrics").at("/evaluations/0/metrics");
		assertThat(metrics.path("accuracy").doubleValue()).isBetween(0.0, 1.0);
		assertThat(get("/jobs/" + evaluation + "/predictions.json").path("detail").asString())
			.contains("No dataset with questions");
		String same = succeeded(post("/jobs", STILL.formatted(model, "", "sample-mrpc", "sample-mrpc", "sample-mrpc")));
		assertThat(get("/jobs/" + same + "/metrics").at("/evaluations/0/metrics")).isEqualTo(metrics);
		assertThat(get("/models/" + same).at("/tasks/0/activation").asString()).isEqualTo("tanh");
		String question = "{\"model\": \"%s\", \"text\": \"It rains.\", \"textPair\": \"It is wet.\"}";
		JsonNode labels = post("/classification", question.formatted(model)).path("labels");
		assertThat(labels.size()).isEqualTo(2);
		assertThat(post("/classification", question.formatted(same)).path("labels")).isEqualTo(labels);
	}

	@Test
	void requestsThatDoNotFitTheModelAreRejected() {
		String model = imported("qa", "sample-squad");
		assertFault(post("/models/" + model + "/evaluations", "{\"datasets\": [\"sample-cola\"]}"), "tasks[0].dataset",
				"the model has no head for 'sample-cola'");
		assertFault(post("/models/" + model + "/evaluations", """
				{"datasets": ["sample-cola"], "heads": {"sample-cola": "sample-squad"}}"""), "start.heads[sample-cola]",
				"is for question answering");
		assertFault(post("/models/" + model + "/evaluations", "{\"datasets\": []}"), "datasets", "1 to 100");
		assertFault(post("/models/nothing/evaluations", "{\"datasets\": [\"sample-squad\"]}"), "model", "nothing");
		assertFault(
				post("/jobs?wait=true",
						"{\"start\": {\"model\": \"nothing\"}, \"tasks\": [{\"dataset\": \"sample-squad\"}]}"),
				"start.model", "there is no model");
		assertFault(post("/jobs?wait=true", """
				{"start": {"model": "%s"}, "encoder": "qa", "tasks": [{"dataset": "sample-squad"}]}"""
			.formatted(model)), "encoder", "leave out encoder or start");
		assertFault(
				post("/jobs?wait=true",
						"{\"encoder\": \"qa\", \"tasks\": [{\"dataset\": \"sample-squad\"}], \"epochs\": 0}"),
				"epochs", "from 1 to 1000, not 0");
		assertThat(this.mvc.put()
			.uri("/models/aliases/moving")
			.contentType(MediaType.APPLICATION_JSON)
			.content("{\"model\": \"%s\"}".formatted(model))).hasStatusOk();
		assertFault(
				post("/jobs?wait=true",
						"{\"encoder\": \"model:moving\", \"tasks\": [{\"dataset\": \"sample-squad\"}]}"),
				"encoder", "name it in start.model instead of encoder");
	}

	private static void assertFault(JsonNode problem, String field, String message) {
		assertThat(problem.path("field").asString()).as(problem.toString()).isEqualTo(field);
		assertThat(problem.path("detail").asString()).contains(message);
	}

	private String imported(String directory, String dataset) {
		JsonNode model = post("/models",
				"""
						{"directory": "%s", "dataset": "%s", "maxSequenceLength": 96, "maxQuestionLength": 24, "docStride": 32}"""
					.formatted(directory, dataset));
		assertThat(model.path("id").asString()).as(model.toString()).isNotEmpty();
		return model.path("id").asString();
	}

	private String succeeded(JsonNode job) {
		String id = job.path("id").asString();
		assertThat(id).as(job.toString()).isNotEmpty();
		Patience.await().until(() -> !get("/jobs/" + id).path("status").asString().matches("PREPARING|QUEUED|RUNNING"));
		assertThat(get("/jobs/" + id).path("status").asString()).as(get("/jobs/" + id).toString())
			.isEqualTo("SUCCEEDED");
		return id;
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
