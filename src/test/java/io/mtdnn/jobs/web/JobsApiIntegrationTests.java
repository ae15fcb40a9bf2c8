package io.mtdnn.jobs.web;

import java.time.Duration;
import java.util.Map;

import io.mtdnn.jobs.FakeEngine;
import io.mtdnn.jobs.FakeRegistry;
import io.mtdnn.jobs.JobsTestApplication;
import io.mtdnn.training.TrainingFailure;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(classes = JobsTestApplication.class,
		properties = { "spring.datasource.url=jdbc:h2:mem:jobs-api;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000",
				"mtdnn.runs-dir=target/test-runs/api", "mtdnn.jobs.queue-capacity=3",
				"mtdnn.jobs.progress-interval=20ms", "db-scheduler.polling-interval=50ms",
				"mtdnn.jobs.retry-delay=10ms", "mtdnn.jobs.stream-interval=20ms" })
@AutoConfigureMockMvc
class JobsApiIntegrationTests {

	private static final String JOB = """
			{"encoder": "tiny", "name": "%s", "tasks": [{"dataset": "squad-v2"}, {"dataset": "cola"}], "tags": ["a"]}""";

	@Autowired
	MockMvcTester mvc;

	@Autowired
	FakeEngine engine;

	@Autowired
	FakeRegistry registry;

	@Autowired
	JdbcClient jdbc;

	private final JsonMapper json = new JsonMapper();

	@BeforeEach
	void quiet() {
		this.engine.reset();
		list("?status=QUEUED").forEach((job) -> delete(job.get("id").asString()));
		list("?status=RUNNING").forEach((job) -> delete(job.get("id").asString()));
		Awaitility.await().until(() -> list("?status=RUNNING").isEmpty());
		this.engine.reset();
	}

	@Test
	void aJobRunsToItsEnd() {
		MvcTestResult answer = post(JOB.formatted("one"));
		assertThat(answer).hasStatus(202);
		JsonNode submitted = body(answer);
		String id = submitted.get("id").asString();
		assertThat(answer).hasHeader("Location", "/jobs/" + id);
		assertThat(submitted.get("status").asString()).isEqualTo("QUEUED");
		assertThat(submitted.at("/plan/tasks/1/weight").asDouble()).isEqualTo(0.5);
		assertThat(submitted.at("/preflight/tasks/0/answersOutsideWindows").asInt()).isEqualTo(1);

		this.engine.steps(3).checkpoint();
		awaitStatus(id, "RUNNING");
		Awaitility.await().until(() -> job(id).at("/progress/checkpointStep").asInt() == 3);
		JsonNode running = job(id);
		assertThat(running.at("/progress/step").asInt()).isEqualTo(3);
		assertThat(running.at("/progress/totalSteps").asInt()).isEqualTo(1000);
		assertThat(running.at("/progress/secondsLeft").asDouble()).isEqualTo(99.0);

		this.engine.totals().evaluate("squad-v2", Map.of("f1", 51.5)).finish();
		awaitStatus(id, "SUCCEEDED");
		assertThat(this.registry.registered(id)).get().extracting("name").isEqualTo("one");
		JsonNode metrics = get("/jobs/" + id + "/metrics");
		assertThat(metrics.get("status").asString()).isEqualTo("SUCCEEDED");
		assertThat(metrics.at("/training/1")).hasToString(
				"{\"step\":2,\"epoch\":1,\"task\":\"squad-v2\",\"loss\":0.5,\"learningRate\":1.0E-5,\"examplesPerSecond\":14.2}");
		assertThat(metrics.at("/tasks/0")).hasToString(
				"{\"dataset\":\"squad-v2\",\"weight\":0.5,\"draws\":7,\"passes\":0.5,\"meanLoss\":1.5}");
		assertThat(metrics.at("/evaluations/0"))
			.hasToString("{\"epoch\":1,\"dataset\":\"squad-v2\",\"metrics\":{\"f1\":51.5}}");
		JsonNode ended = job(id);
		assertThat(ended.at("/attempts/0/outcome").asString()).isEqualTo("SUCCEEDED");
		assertThat(ended.at("/attempts/0/notes/0").asString()).isEqualTo("a note");
		assertThat(get("/jobs/" + id + "/metrics?points=1").get("training").size()).isLessThanOrEqualTo(4);
		Awaitility.await().until(() -> this.jdbc.sql("select count(*) from scheduled_tasks").query(Long.class).single() == 0);
	}

	@Test
	void aRunningJobIsCancelledAndResumedFromItsCheckpoint() {
		String id = submit("two");
		this.engine.steps(5);
		Awaitility.await().until(() -> job(id).at("/progress/step").asInt() == 5);
		assertThat(this.mvc.delete().uri("/jobs/" + id)).hasStatus(202);
		awaitStatus(id, "CANCELLED");
		assertThat(job(id).get("reason").asString()).isEqualTo("cancelled by request");

		this.engine.steps(2).finish();
		assertThat(this.mvc.post().uri("/jobs/{id}/resume", id)).hasStatus(202);
		awaitStatus(id, "SUCCEEDED");
		assertThat(this.engine.runs()).containsExactly(id + "@0", id + "@5");
		assertThat(steps(id)).containsExactly(1, 2, 3, 4, 5, 6, 7);
		assertThat(this.mvc.post().uri("/jobs/{id}/resume", id)).hasStatus(409);
	}

	@Test
	void stepsThatAreDoneAgainAreNotListedTwice() {
		String id = submit("again");
		this.engine.steps(4).checkpoint().steps(200).evaluate("cola", Map.of("matthews_correlation", 0.1));
		Awaitility.await().until(() -> job(id).at("/progress/step").asInt() == 204);
		this.engine.fail(TrainingFailure.Kind.CAPACITY, "no space left");
		awaitStatus(id, "FAILED");
		assertThat(job(id).get("failureKind").asString()).isEqualTo("CAPACITY");
		assertThat(job(id).get("reason").asString()).isEqualTo("no space left");
		this.engine.steps(2).finish();
		this.mvc.post().uri("/jobs/{id}/resume", id).exchange();
		awaitStatus(id, "SUCCEEDED");
		assertThat(steps(id)).containsExactly(1, 2, 3, 4, 5, 6);
		assertThat(get("/jobs/" + id + "/metrics").get("evaluations").size()).isZero();
		assertThat(job(id).at("/attempts/1/fromStep").asInt()).isEqualTo(4);
	}

	@Test
	void anInternalFaultIsTriedAgainUntilThereIsNoHope() {
		String id = body(post(JOB.formatted("faulty").replace("\"tags\"", "\"maxAttempts\": 2, \"tags\""))).get("id")
			.asString();
		this.engine.fail(TrainingFailure.Kind.INTERNAL, "boom").fail(TrainingFailure.Kind.INTERNAL, "boom again");
		awaitStatus(id, "FAILED");
		JsonNode job = job(id);
		assertThat(job.get("attempts").size()).isEqualTo(2);
		assertThat(job.get("failureKind").asString()).isEqualTo("INTERNAL");
		assertThat(job.get("reason").asString()).startsWith("boom again").contains("the last of 2");
	}

	@Test
	void aFullQueueRefusesAloud() {
		String running = submit("running");
		awaitStatus(running, "RUNNING");
		submit("w1");
		submit("w2");
		submit("w3");
		MvcTestResult refused = post(JOB.formatted("w4"));
		assertThat(refused).hasStatus(503).hasHeader("Retry-After", "30");
		assertThat(body(refused).get("detail").asString()).contains("3 jobs wait already");
	}

	@Test
	void higherPriorityGoesFirst() {
		String running = submit("running");
		awaitStatus(running, "RUNNING");
		String first = submit("first");
		String second = submit("second");
		String urgent = body(post(JOB.formatted("urgent").replace("\"tags\"", "\"priority\": 5, \"tags\""))).get("id")
			.asString();
		this.engine.finish().finish().finish().finish();
		awaitStatus(second, "SUCCEEDED");
		assertThat(this.engine.runs()).containsExactly(running + "@0", urgent + "@0", first + "@0", second + "@0");
	}

	@Test
	void listsNewestFirstPagedAndFiltered() {
		String blocker = submit("blocker x");
		awaitStatus(blocker, "RUNNING");
		String b = submit("b_1 Xy");
		String c = submit("c");
		JsonNode page = get("/jobs?limit=2");
		assertThat(page.at("/jobs/0/id").asString()).isEqualTo(c);
		assertThat(page.at("/jobs/1/id").asString()).isEqualTo(b);
		JsonNode next = get("/jobs?limit=1&cursor=" + page.get("nextCursor").asString());
		assertThat(next.at("/jobs/0/id").asString()).isEqualTo(blocker);
		assertThat(list("?status=QUEUED").size()).isEqualTo(2);
		assertThat(list("?name=_1 xY&dataset=cola&tag=a&encoder=tiny").size()).isEqualTo(1);
		assertThat(list("?dataset=nothing").size()).isZero();
		assertThat(list("?tag=b").size()).isZero();
		assertThat(this.mvc.get().uri("/jobs?cursor=zzz")).hasStatus(400);
		assertThat(this.mvc.get().uri("/jobs?limit=0")).hasStatus(400);
		assertThat(this.mvc.get().uri("/jobs?status=NOPE")).hasStatus(400);
	}

	@Test
	void labelsCanBeChanged() {
		String id = submit("labels");
		MvcTestResult changed = this.mvc.patch()
			.uri("/jobs/{id}", id)
			.contentType(MediaType.APPLICATION_JSON)
			.content("{\"tags\": [\"x\", \"y\"], \"notes\": \"n\"}")
			.exchange();
		assertThat(changed).hasStatusOk();
		assertThat(job(id).get("tags")).hasToString("[\"x\",\"y\"]");
		assertThat(job(id).get("notes").asString()).isEqualTo("n");
		assertThat(this.mvc.patch()
			.uri("/jobs/{id}", id)
			.contentType(MediaType.APPLICATION_JSON)
			.content("{\"name\": \"other\"}")).hasStatus(400);
	}

	@Test
	void saysWhatIsWrong() {
		problem("{\"encoder\": \"tiny\", \"epoch\": 2}", 400, "epoch", "known are", "epochs", "priority");
		problem("{\"encoder\": \"tiny\", \"tasks\": [{\"dataset\": \"cola\", \"wieght\": 2}]}", 400, "tasks[0].wieght",
				"dataset, weight");
		problem("{\"encoder\": \"tiny\", \"tasks\": [{\"dataset\": \"cola\", \"weight\": \"much\"}]}", 400,
				"tasks[0].weight", "a number");
		problem("{\"epochs\": \"2\"}", 400, "epochs", "a whole number");
		problem("{\"epochs\": 1.5}", 400, "epochs", "a whole number");
		problem("{\"tasks\": {}}", 400, "tasks", "a list");
		problem("{\"optimizer\": \"sgd\"}", 400, "optimizer", "one of adamax, adamw");
		problem("{\"onExhaustion\": 1}", 400, "onExhaustion", "one of cycle, drop-and-renormalise");
		problem("{\"priority\": 1000}", 400, "priority", "-100 and 100");
		problem("{\"encoder\": \"tiny\", \"tasks\": [{\"dataset\": \"cola\"}, {\"dataset\": \"unknown\"}]}", 422,
				"tasks[1].dataset", "Known datasets are");
		problem("[1]", 400, null, "JSON object");
		problem("{\"a\": ", 400, null, "not JSON");
		problem("", 400, null, "JSON object");
		for (String path : new String[] { "/jobs/none", "/jobs/none/metrics", "/jobs/none/environment" }) {
			assertThat(this.mvc.get().uri(path)).hasStatus(404)
				.hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
		}
		assertThat(this.mvc.delete().uri("/jobs/none")).hasStatus(404);
	}

	private void problem(String request, int status, String field, String... parts) {
		MvcTestResult answer = post(request);
		assertThat(answer).as(request).hasStatus(status)
			.hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(body(answer).path("field").asString(null)).as(request).isEqualTo(field);
		assertThat(body(answer).get("detail").asString()).as(request).contains(parts);
	}

	private int[] steps(String id) {
		return get("/jobs/" + id + "/metrics").get("training")
			.valueStream()
			.mapToInt((point) -> point.get("step").asInt())
			.toArray();
	}

	private String submit(String name) {
		MvcTestResult answer = post(JOB.formatted(name));
		assertThat(answer).hasStatus(202);
		return body(answer).get("id").asString();
	}

	private void awaitStatus(String id, String status) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> job(id).get("status").asString(), status::equals);
	}

	private MvcTestResult post(String body) {
		return this.mvc.post().uri("/jobs").contentType(MediaType.APPLICATION_JSON).content(body).exchange();
	}

	private void delete(String id) {
		assertThat(this.mvc.delete().uri("/jobs/" + id)).hasStatus(202);
	}

	private JsonNode list(String query) {
		return get("/jobs" + query).get("items");
	}

	private JsonNode job(String id) {
		return get("/jobs/" + id);
	}

	private JsonNode get(String uri) {
		return body(this.mvc.get().uri(uri).exchange());
	}

	private JsonNode body(MvcTestResult result) {
		return this.json.readTree(result.getResponse().getContentAsByteArray());
	}

}
