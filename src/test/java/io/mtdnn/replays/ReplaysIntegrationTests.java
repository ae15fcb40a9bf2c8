package io.mtdnn.replays;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.mtdnn.MtDnnServer;
import io.mtdnn.Patience;
import io.mtdnn.api.SmallEncoder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A service on H2 trains; another service on PostgreSQL repeats the runs from their
 * capsule.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplaysIntegrationTests {

	private static final String JOB = """
			{"name": "original", "encoder": "small", "tasks": [{"dataset": "cola", "weight": 0.5}, {"dataset": "sample-swag"}],
			 "limits": {"train": {"cola": 40, "sample-swag": 20}, "evaluation": {"cola": 10, "sample-swag": 5}},
			 "epochs": 1, "batchSize": 4, "maxSequenceLength": 64, "maxQuestionLength": 16, "docStride": 32, "learningRate": 1e-3}""";

	@TempDir
	private static Path folder;

	private ConfigurableApplicationContext here;

	private ConfigurableApplicationContext there;

	private EmbeddedPostgres postgres;

	private ObjectNode capsule;

	@BeforeAll
	void train() throws IOException {
		this.here = service("here",
				"--spring.datasource.url=jdbc:h2:mem:replay;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000");
		String id = post(this.here, "/jobs", JOB, 202).path("id").asString();
		Patience.await().until(() -> get(this.here, "/jobs/" + id).path("status").asString().equals("SUCCEEDED"));
		this.postgres = EmbeddedPostgres.start();
		this.there = service("there", "--spring.datasource.url=" + this.postgres.getJdbcUrl("postgres", "postgres"),
				"--spring.datasource.username=postgres", "--spring.datasource.password=postgres");
		this.capsule = (ObjectNode) get(this.here, "/jobs/" + id + "/capsule");
		assertThat(get(this.here, "/jobs/latest/capsule")).isEqualTo(this.capsule);
	}

	@AfterAll
	void stop() throws IOException {
		Stream.of(this.here, this.there).forEach(ConfigurableApplicationContext::close);
		this.postgres.close();
	}

	@Test
	void aRepeatedRunIsBitIdentical() {
		JsonNode replay = ended(this.capsule);
		assertThat(replay.path("verdict").asString()).isEqualTo("EQUAL");
		JsonNode run = replay.path("runs").get(0);
		assertThat(run.path("name").asString()).isEqualTo("original");
		assertThat(run.path("compared").asInt()).isEqualTo(run.path("steps").asInt()).isPositive();
		assertThat(run.path("sentence").asString()).startsWith("All ").endsWith(" are bit-identical.");
		assertThat(run.has("otherInputs")).isFalse();
		assertThat(run.has("otherEnvironment")).isFalse();
		assertThat(this.capsule.at("/jobs/0/weights").size()).isOne();
		assertThat(this.capsule.at("/jobs/0/environment/matrixProducts").asString()).isIn("mixed", "default");
		assertThat(this.capsule.at("/jobs/0/environment/attention").asString()).isEqualTo("chunked");
	}

	@Test
	void aStudyIsRepeatedFromOneFile() {
		String study = """
				{"name": "weights", "seeds": [3], "plan": %s, "axes": [{"field": "tasks[cola].weight", "values": [0.5, 1.0]}]}"""
			.formatted(JOB.replace("\"name\": \"original\", ", ""));
		String id = post(this.here, "/experiments", study, 202).path("id").asString();
		assertThat(get(this.here, "/experiments/" + id + "/capsule", 409).path("type").asString())
			.isEqualTo("/problems/results-missing");
		Patience.await().until(() -> get(this.here, "/experiments/" + id).path("state").asString().equals("FINISHED"));
		ObjectNode whole = (ObjectNode) get(this.here, "/experiments/" + id + "/capsule");
		assertThat(whole.path("experiment")).isEqualTo(JsonMapper.shared().readTree(study));
		JsonNode replay = ended(whole);
		assertThat(replay.path("name").asString()).isEqualTo("weights");
		assertThat(replay.path("verdict").asString()).isEqualTo("EQUAL");
		assertThat(replay.path("runs").valueStream().map((run) -> run.path("name").asString()))
			.containsExactly("weights: cola weight 0.5, seed 3", "weights: cola weight 1.0, seed 3");
		assertThat(get(this.there, "/replays/" + replay.path("id").asString())).isEqualTo(replay);
	}

	@Test
	void otherWeightsDifferAtTheFirstStep() throws IOException {
		Path weights = folder.resolve("there/encoders/small/model.safetensors");
		byte[] bytes = Files.readAllBytes(weights);
		byte[] other = bytes.clone();
		// the exponent of the last weights, of which some are used by every sentence
		for (int i = 8 + header(bytes) + 3; i < other.length; i += 4) {
			other[i] ^= 1;
		}
		try {
			Files.write(weights, other);
			JsonNode replay = ended(this.capsule);
			assertThat(replay.path("verdict").asString()).isEqualTo("DIFFERENT");
			JsonNode run = replay.path("runs").get(0);
			assertThat(run.at("/difference/step").asInt()).isOne();
			assertThat(run.path("sentence").asString()).startsWith("The first difference is at step 1, task "
					+ this.capsule.at("/jobs/0/tasks/0").asString() + ": the loss is ");
			assertThat(run.path("otherInputs").toString()).isEqualTo("[\"encoder model.safetensors\"]");
		}
		finally {
			Files.write(weights, bytes);
		}
	}

	@Test
	void otherDataDifferAtTheFirstStepThatReadsThem() throws IOException {
		Path data = folder.resolve("there/data/cola/in_domain_train.tsv");
		String text = Files.readString(data);
		try {
			Files.writeString(data, text.replace("\t1\t", "\t0\t"));
			JsonNode replay = ended(this.capsule);
			JsonNode run = replay.path("runs").get(0);
			assertThat(replay.path("verdict").asString()).isEqualTo("DIFFERENT");
			int step = run.at("/difference/step").asInt();
			assertThat(step).isPositive();
			assertThat(run.path("sentence").asString())
				.startsWith("The first difference is at step " + step + ", task cola: the loss is ");
			assertThat(run.path("otherInputs").toString()).isEqualTo("[\"cola/train\"]");
		}
		finally {
			Files.writeString(data, text);
		}
	}

	@Test
	void moreRunsThanTheQueueHoldsAreRejectedBeforehand() {
		int jobs = get(this.there, "/jobs?limit=200").path("items").size();
		ObjectNode many = this.capsule.deepCopy();
		ArrayNode runs = (ArrayNode) many.path("jobs");
		while (runs.size() < 101) {
			runs.add(runs.get(0));
		}
		JsonNode problem = post(this.there, "/replays", many.toString(), 422);
		assertThat(problem.path("field").asString()).isEqualTo("jobs");
		assertThat(problem.path("detail").asString())
			.contains("the capsule has 101 runs, but at most 100 jobs can wait (mtdnn.jobs.queue-capacity)");
		assertThat(get(this.there, "/jobs?limit=200").path("items").size()).isEqualTo(jobs);
	}

	@Test
	void missingInputsAreNamedAndNothingIsStarted() {
		int jobs = get(this.there, "/jobs?limit=200").path("items").size();
		ObjectNode other = this.capsule.deepCopy();
		((ObjectNode) other.at("/jobs/0/plan")).put("encoder", "large");
		JsonNode problem = post(this.there, "/replays", other.toString(), 422);
		assertThat(problem.path("type").asString()).isEqualTo("/problems/invalid-capsule");
		assertThat(problem.path("field").asString()).isEqualTo("jobs[0].plan.encoder");
		ObjectNode elsewhere = this.capsule.deepCopy();
		((ObjectNode) elsewhere.at("/jobs/0/plan/tasks/0")).put("dataset", "mrpc");
		problem = post(this.there, "/replays", elsewhere.toString(), 422);
		assertThat(problem.path("detail").asString()).contains("mrpc");
		ObjectNode damaged = this.capsule.deepCopy();
		((ObjectNode) damaged.at("/jobs/0")).put("steps", "AAA=");
		problem = post(this.there, "/replays", damaged.put("version", 2).toString(), 422);
		assertThat(problem.path("errors").valueStream().map((fault) -> fault.path("field").asString()))
			.containsExactly("version", "jobs[0].steps");
		assertThat(get(this.there, "/jobs?limit=200").path("items").size()).isEqualTo(jobs);
		assertThat(get(this.there, "/jobs/none/capsule", 404).path("type").asString())
			.isEqualTo("/problems/job-not-found");
		assertThat(get(this.there, "/replays/none", 404).path("type").asString())
			.isEqualTo("/problems/replay-not-found");
	}

	private JsonNode ended(ObjectNode capsule) {
		String id = post(this.there, "/replays", capsule.toString(), 202).path("id").asString();
		return Patience.await()
			.until(() -> get(this.there, "/replays/" + id),
					(replay) -> replay.path("runs")
						.valueStream()
						.allMatch((run) -> run.path("status").asString().equals("SUCCEEDED")));
	}

	private static int header(byte[] safetensors) {
		return (safetensors[0] & 0xff) | (safetensors[1] & 0xff) << 8 | (safetensors[2] & 0xff) << 16;
	}

	/** Both nodes multiply matrices by the same method, whichever they would choose. */
	private static ConfigurableApplicationContext service(String name, String... database) throws IOException {
		Path home = folder.resolve(name);
		SmallEncoder.write(home.resolve("encoders/small"));
		Path data = Files.createDirectories(home.resolve("data/cola"));
		try (Stream<Path> files = Files.list(Path.of("src/main/resources/sample-data/cola"))) {
			for (Path file : files.toList()) {
				Files.copy(file, data.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
			}
		}
		List<String> options = new ArrayList<>(List.of(database));
		options.addAll(List.of("--server.port=0", "--mtdnn.node=" + name, "--mtdnn.engine.matrix-products=mixed",
				"--db-scheduler.polling-interval=50ms", "--mtdnn.data-dir=" + home.resolve("data"),
				"--mtdnn.cache-dir=" + home.resolve("cache"), "--mtdnn.runs-dir=" + home.resolve("runs"),
				"--mtdnn.artifacts.directory=" + home.resolve("artifacts"),
				"--mtdnn.encoders-dir=" + home.resolve("encoders")));
		return new SpringApplicationBuilder(MtDnnServer.class).run(options.toArray(String[]::new));
	}

	private static JsonNode get(ConfigurableApplicationContext service, String path) {
		return get(service, path, 200);
	}

	private static JsonNode get(ConfigurableApplicationContext service, String path, int status) {
		return read(client(service).get().uri(path).retrieve().onStatus((code) -> true, (request, response) -> {
		}).toEntity(byte[].class), status);
	}

	private static JsonNode post(ConfigurableApplicationContext service, String path, String body, int status) {
		return read(client(service).post()
			.uri(path)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.retrieve()
			.onStatus((code) -> true, (request, response) -> {
			})
			.toEntity(byte[].class), status);
	}

	private static RestClient client(ConfigurableApplicationContext service) {
		return RestClient.create("http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port"));
	}

	private static JsonNode read(ResponseEntity<byte[]> response, int status) {
		String body = new String(response.getBody(), StandardCharsets.UTF_8);
		assertThat(response.getStatusCode().value()).as(body).isEqualTo(status);
		return JsonMapper.shared().readTree(body);
	}

}
