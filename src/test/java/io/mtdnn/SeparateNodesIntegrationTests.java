package io.mtdnn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.mtdnn.observability.MeterNames;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static io.mtdnn.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * One node per role, with a shared database and shared folders: a job that one accepts is
 * trained by the second, and the third serves its model.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeparateNodesIntegrationTests {

	private static final List<String> ROLES = List.of("api", "worker", "serving");

	private static final String JOB = """
			{"encoder": "minilm-l6-uncased", "tasks": [{"dataset": "sample-squad"}], "epochs": 1, "batchSize": 4,
			 "maxSequenceLength": 96, "maxQuestionLength": 16, "docStride": 32,
			 "limits": {"train": {"sample-squad": 8}, "evaluation": {"sample-squad": 4}}}""";

	private static final String QUESTION = """
			{"question": "Who built the lighthouse?", "context": "Marta Lindqvist built the lighthouse."}""";

	private final Map<String, ConfigurableApplicationContext> nodes = new LinkedHashMap<>();

	private final HttpClient client = HttpClient.newHttpClient();

	private String job;

	@BeforeAll
	void train(@TempDir Path folder) {
		ROLES.forEach((role) -> this.nodes.put(role, start(role, folder)));
		Reply submitted = post("api", "/jobs", JOB);
		assertThat(submitted.status()).as(submitted.body()).isEqualTo(202);
		this.job = submitted.json().path("id").asString();
		await().until(() -> ended(get("api", "/jobs/" + this.job).json()));
		JsonNode ended = get("api", "/jobs/" + this.job).json();
		assertThat(ended.path("status").asString()).as(ended.toString()).isEqualTo("SUCCEEDED");
		// so little training may not beat a model that answers nothing
		Reply moved = send(request("api", "/models/aliases/default").header("Content-Type", "application/json")
			.PUT(HttpRequest.BodyPublishers.ofString("{\"model\": \"" + this.job + "\"}"))
			.build());
		assertThat(moved.status()).as(moved.body()).isEqualTo(200);
	}

	private static boolean ended(JsonNode job) {
		return List.of("SUCCEEDED", "FAILED", "CANCELLED").contains(job.path("status").asString());
	}

	private static ConfigurableApplicationContext start(String role, Path folder) {
		return new SpringApplicationBuilder(MtDnnServer.class).run("--server.port=0", "--mtdnn.roles=" + role,
				"--mtdnn.node=" + role,
				"--spring.datasource.url=jdbc:h2:mem:separate-nodes;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000;DB_CLOSE_DELAY=-1",
				"--db-scheduler.polling-interval=50ms", "--mtdnn.data-dir=" + folder.resolve("data"),
				"--mtdnn.cache-dir=" + folder.resolve("cache"), "--mtdnn.runs-dir=" + folder.resolve("runs"),
				"--mtdnn.artifacts.directory=" + folder.resolve("artifacts"),
				"--mtdnn.encoders-dir=" + folder.resolve("encoders"),
				"--mtdnn.encoder-archives=" + System.getProperty("mtdnn.test.archives"));
	}

	@AfterAll
	void stop() {
		this.nodes.values().forEach(ConfigurableApplicationContext::close);
	}

	@Test
	void onlyTheServingNodeAnswersQuestions() {
		Reply answer = post("serving", "/qa", QUESTION);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		assertThat(answer.json().path("model").asString()).isEqualTo(this.job);
		assertThat(get("serving", "/v2/models/" + this.job + "/ready").status()).isEqualTo(200);
		assertThat(this.nodes.get("serving").containsBean("inferenceLoop")).isTrue();
		for (String role : List.of("api", "worker")) {
			for (String path : List.of("/qa", "/qa/batch", "/qa/compare", "/classification", "/multiple-choice")) {
				assertThat(post(role, path, QUESTION).status()).as("%s on %s", path, role).isEqualTo(404);
			}
			assertThat(get(role, "/v2/models/" + this.job + "/ready").status()).isEqualTo(404);
			assertThat(this.nodes.get(role).containsBean("inferenceLoop")).as(role).isFalse();
		}
	}

	@Test
	void onlyTheApiNodeAcceptsJobs() {
		assertThat(get("api", "/jobs").status()).isEqualTo(200);
		for (String role : List.of("worker", "serving")) {
			assertThat(post(role, "/jobs", JOB).status()).as(role).isEqualTo(404);
			assertThat(get(role, "/jobs/" + this.job).status()).as(role).isEqualTo(404);
		}
	}

	@Test
	void everyNodeReportsThatItIsAliveAndReady() {
		ROLES.forEach((role) -> {
			assertThat(get(role, "/v2/health/live").body()).as(role).isEqualTo("{\"live\":true}");
			assertThat(get(role, "/v2/health/ready").body()).as(role).isEqualTo("{\"ready\":true}");
			assertThat(get(role, "/actuator/health/readiness").status()).as(role).isEqualTo(200);
		});
	}

	@Test
	void metersHaveDeclaredNamesAndTagsWithoutJobIds() throws Exception {
		post("serving", "/qa", QUESTION);
		post("serving", "/qa/batch", "{\"items\": [" + QUESTION + "]}");
		post("serving", "/qa", "{\"question\": \"\"}");
		Set<String> declared = declared();
		Set<String> seen = new HashSet<>();
		for (ConfigurableApplicationContext node : this.nodes.values()) {
			for (Meter meter : node.getBean(MeterRegistry.class).getMeters()) {
				if (meter.getId().getName().startsWith("mtdnn")) {
					seen.add(meter.getId().getName());
					assertThat(declared).contains(meter.getId().getName());
					assertThat(meter.getId().getTags()).as(meter.getId().toString())
						.extracting(Tag::getKey)
						.isSubsetOf(declared);
					assertThat(meter.getId().getTags()).as(meter.getId().toString())
						.extracting(Tag::getValue)
						.noneMatch((value) -> value.contains(this.job));
				}
			}
		}
		assertThat(seen).contains(MeterNames.STEP, MeterNames.LOSS, MeterNames.EVALUATION, MeterNames.CHECKPOINT,
				MeterNames.ATTEMPTS, MeterNames.JOBS, MeterNames.ANSWER, MeterNames.QUESTIONS);
	}

	/**
	 * Prometheus shows a family that a text is missing for without a HELP line, or with
	 * one that ends after its name.
	 */
	@Test
	void everyMeterInAScrapeHasAHelpText() {
		post("serving", "/qa", QUESTION);
		for (String role : ROLES) {
			List<String> lines = get(role, "/actuator/prometheus").body().lines().toList();
			List<String> families = lines.stream()
				.filter((line) -> line.startsWith("# TYPE mtdnn_"))
				.map((line) -> line.split(" ")[2])
				.toList();
			assertThat(families).as(role).isNotEmpty();
			assertThat(families).as(role)
				.allSatisfy(
						(family) -> assertThat(lines).anyMatch((line) -> line.matches("# HELP " + family + " \\S.*")));
		}
	}

	private static Set<String> declared() throws IllegalAccessException {
		Set<String> names = new HashSet<>();
		for (Field constant : MeterNames.class.getFields()) {
			names.add((String) constant.get(null));
		}
		return names;
	}

	private Reply get(String role, String path) {
		return send(request(role, path).build());
	}

	private Reply post(String role, String path, String body) {
		return send(request(role, path).header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build());
	}

	private HttpRequest.Builder request(String role, String path) {
		String port = this.nodes.get(role).getEnvironment().getProperty("local.server.port");
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
	}

	private Reply send(HttpRequest request) {
		try {
			HttpResponse<String> response = this.client.send(request, HttpResponse.BodyHandlers.ofString());
			return new Reply(response.statusCode(), response.body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private record Reply(int status, String body) {

		JsonNode json() {
			return JsonMapper.shared().readTree(this.body);
		}

	}

}
