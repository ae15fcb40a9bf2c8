package io.mtdnn.jobs.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.mtdnn.jobs.FakeRegistry;
import io.mtdnn.jobs.JobsClient;
import io.mtdnn.jobs.JobsTest;
import io.mtdnn.training.FailureKind;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

import static io.mtdnn.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

class JobsApiIntegrationTests extends JobsTest {

	@Autowired
	private MeterRegistry meters;

	@Autowired
	FakeRegistry registry;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	private PreferredWait waits;

	@Test
	void aJobRunsToCompletion() {
		MvcTestResult answer = this.client.post(JobsClient.job("one"));
		assertThat(answer).hasStatus(202);
		JsonNode submitted = this.client.body(answer);
		String id = submitted.get("id").asString();
		assertThat(answer).hasHeader("Location", "/jobs/" + id);
		assertThat(submitted.get("status").asString()).isEqualTo("QUEUED");
		assertThat(submitted.at("/plan/tasks/1/weight").asDouble()).isEqualTo(0.5);
		assertThat(submitted.at("/preflight/tasks/0/answersOutsideWindows").asInt()).isEqualTo(1);

		this.engine.steps(3).checkpoint();
		this.client.awaitStatus(id, "RUNNING");
		await().until(() -> this.client.view(id).at("/progress/checkpointStep").asInt() == 3);
		JsonNode running = this.client.view(id);
		assertThat(running.at("/progress/step").asInt()).isEqualTo(3);
		assertThat(running.at("/progress/totalSteps").asInt()).isEqualTo(1000);
		assertThat(running.at("/progress/secondsLeft").asDouble()).isEqualTo(99.0);
		assertThat(running.at("/progress/examplesPerSecond").asDouble()).isEqualTo(14.2);

		this.engine.evaluating(7.5);
		await().until(() -> this.client.view(id).at("/progress/secondsLeft").asDouble() == 7.5);
		assertThat(this.client.view(id).at("/progress/step").asInt()).isEqualTo(3);
		assertThat(this.client.view(id).at("/progress").has("examplesPerSecond")).as("a speed while it evaluates")
			.isFalse();
		assertThat(this.client.view("latest").at("/id").asString()).isEqualTo(id);
		this.engine.totals().evaluate("squad-v2", Map.of("f1", 51.5)).finish();
		this.client.awaitStatus(id, "SUCCEEDED");
		assertThat(this.registry.registered(id)).get().extracting("name").isEqualTo("one");
		JsonNode metrics = this.client.get("/jobs/" + id + "/metrics");
		assertThat(metrics.get("status").asString()).isEqualTo("SUCCEEDED");
		assertThat(metrics.at("/training/1")).hasToString(
				"{\"step\":2,\"epoch\":1,\"task\":\"squad-v2\",\"loss\":0.5,\"learningRate\":1.0E-5,\"examplesPerSecond\":14.2}");
		assertThat(metrics.at("/tasks/0"))
			.hasToString("{\"dataset\":\"squad-v2\",\"weight\":0.5,\"draws\":7,\"passes\":0.5,\"meanLoss\":1.5}");
		assertThat(metrics.at("/evaluations/0"))
			.hasToString("{\"epoch\":1,\"dataset\":\"squad-v2\",\"metrics\":{\"f1\":51.5}}");
		assertThat(metrics.get("checkpoint")).hasToString("{\"step\":3,\"bytes\":1234,\"seconds\":1.5,\"share\":0.02}");
		JsonNode ended = this.client.view(id);
		assertThat(ended.at("/attempts/0/outcome").asString()).isEqualTo("SUCCEEDED");
		assertThat(ended.at("/attempts/0/notes/0").asString()).isEqualTo("a note");
		assertThat(this.client.get("/jobs/" + id + "/metrics?points=1").get("training").size()).isLessThanOrEqualTo(4);
		assertThat(this.client.get("/jobs/" + id + "/metrics?fromStep=2&toStep=2").get("training")).singleElement()
			.isEqualTo(metrics.at("/training/1"));
		await().until(() -> this.jdbc.sql("select count(*) from scheduled_tasks").query(Long.class).single() == 0);
	}

	@Test
	void keepingTheBestAndTheLastEpochYieldsTwoModels() {
		String body = JobsClient.job("twice").replace("\"tags\"", "\"keep\": \"both\", \"tags\"");
		String id = this.client.body(this.client.post(body)).get("id").asString();
		this.engine.finish();
		this.client.awaitStatus(id, "SUCCEEDED");
		assertThat(this.registry.registered(id)).get()
			.satisfies((last) -> assertThat(last.bundle()).hasFileName("last"))
			.extracting("name")
			.isEqualTo("twice");
		assertThat(this.registry.registered(id + "-best")).get()
			.satisfies((best) -> assertThat(best.bundle()).hasFileName("best"))
			.extracting("name")
			.isEqualTo("twice (best epoch)");
	}

	@Test
	void aRunningJobIsCancelledAndResumedFromItsCheckpoint() {
		String id = this.client.submit("two");
		this.engine.steps(5);
		await().until(() -> this.client.view(id).at("/progress/step").asInt() == 5);
		assertThat(this.mvc.delete().uri("/jobs/" + id)).hasStatus(202);
		this.client.awaitStatus(id, "CANCELLED");
		assertThat(this.client.view(id).get("reason").asString()).isEqualTo("cancelled by request");

		this.engine.steps(2).finish();
		assertThat(this.client.resume(id)).hasStatus(202);
		this.client.awaitStatus(id, "SUCCEEDED");
		assertThat(this.engine.runs()).containsExactly(id + "@0", id + "@5");
		assertThat(this.client.steps(id)).containsExactly(1, 2, 3, 4, 5, 6, 7);
		assertThat(this.client.resume(id)).hasStatus(409);
	}

	@Test
	void aJobPausesAtTheRequestedStepAndContinues() {
		String body = JobsClient.job("pausing").replace("\"tags\"", "\"pauseAt\": 0.005, \"tags\"");
		String id = this.client.body(this.client.post(body)).get("id").asString();
		this.engine.steps(4);
		await().until(() -> this.client.view(id).at("/progress/step").asInt() == 4);
		assertThat(this.client.view(id).get("pauseAt").asDouble()).isEqualTo(0.005);
		this.engine.steps(1);
		this.client.awaitStatus(id, "PAUSED");
		assertThat(this.client.view(id).get("reason").asString()).isEqualTo("paused after step 5 of 1000");
		assertThat(this.client.view(id).at("/attempts/0/outcome").asString()).isEqualTo("PAUSED");
		assertThat(this.client.get("/jobs/" + id + "/metrics").get("pauses"))
			.hasToString("[{\"step\":5,\"totalSteps\":1000,\"metrics\":{\"squad-v2\":{\"f1\":5.0}},"
					+ "\"firstHalf\":{\"squad-v2\":{\"f1\":6.0}}}]");

		assertThat(this.mvc.post().uri("/jobs/" + id + "/resume?pauseAt=0.007")).hasStatus(202);
		this.engine.steps(2);
		await().until(() -> this.client.view(id).at("/progress/step").asInt() == 7);
		this.client.awaitStatus(id, "PAUSED");
		assertThat(this.client.resume(id)).hasStatus(202);
		this.engine.steps(3).finish();
		this.client.awaitStatus(id, "SUCCEEDED");
		assertThat(this.engine.runs()).containsExactly(id + "@0", id + "@5", id + "@7");
		assertThat(this.client.steps(id)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
		assertThat(this.client.view(id).has("pauseAt")).isFalse();
	}

	@Test
	void aPauseMustBeAShareOfTheSteps() {
		for (String share : List.of("0", "1", "-0.5", "2")) {
			assertThat(
					this.client.post(JobsClient.job("x").replace("\"tags\"", "\"pauseAt\": " + share + ", \"tags\"")))
				.hasStatus(400)
				.bodyText()
				.contains("'pauseAt' must be a share of the run's steps above 0 and below 1.");
			assertThat(this.mvc.post().uri("/jobs/any/resume?pauseAt=" + share)).hasStatus(400);
		}
	}

	@Test
	void repeatedStepsAreListedOnce() {
		String id = this.client.submit("again");
		this.engine.steps(4).checkpoint().steps(200).evaluate("cola", Map.of("matthews_correlation", 0.1));
		await().until(() -> this.client.view(id).at("/progress/step").asInt() == 204);
		this.engine.fail(FailureKind.CAPACITY, "no space left");
		this.client.awaitStatus(id, "FAILED");
		assertThat(this.client.view(id).get("failureKind").asString()).isEqualTo("CAPACITY");
		assertThat(this.client.view(id).get("reason").asString()).isEqualTo("no space left");
		this.engine.steps(2).finish();
		this.client.resume(id);
		this.client.awaitStatus(id, "SUCCEEDED");
		assertThat(this.client.steps(id)).containsExactly(1, 2, 3, 4, 5, 6);
		assertThat(this.client.get("/jobs/" + id + "/metrics").get("evaluations").size()).isZero();
		assertThat(this.client.view(id).at("/attempts/1/fromStep").asInt()).isEqualTo(4);
	}

	@Test
	void anInternalFailureIsRetriedUpToTheLimit() {
		String id = this.client
			.body(this.client.post(JobsClient.job("faulty").replace("\"tags\"", "\"maxAttempts\": 2, \"tags\"")))
			.get("id")
			.asString();
		this.engine.fail(FailureKind.INTERNAL, "boom").fail(FailureKind.INTERNAL, "boom again");
		this.client.awaitStatus(id, "FAILED");
		JsonNode job = this.client.view(id);
		assertThat(job.get("attempts").size()).isEqualTo(2);
		assertThat(job.get("failureKind").asString()).isEqualTo("INTERNAL");
		assertThat(job.get("reason").asString()).startsWith("boom again").contains("the last of 2");
	}

	@Test
	void aFullQueueRejectsJobs() {
		String running = this.client.submit("running");
		this.client.awaitStatus(running, "RUNNING");
		this.client.submit("w1");
		this.client.submit("w2");
		this.client.submit("w3");
		double before = this.meters.counter("mtdnn.jobs.queue.refused").count();
		MvcTestResult refused = this.client.post(JobsClient.job("w4"));
		assertThat(refused).hasStatus(503).hasHeader("Retry-After", "30");
		assertThat(this.client.body(refused).get("detail").asString()).contains("3 jobs are already waiting");
		assertThat(this.meters.counter("mtdnn.jobs.queue.refused").count()).isEqualTo(before + 1);
	}

	@Test
	void theModelOfAPurgedJobIsKeptUnlessItsDeletionIsRequested() {
		String id = this.client.submit("kept");
		this.engine.steps(1).evaluate("squad-v2", Map.of("f1", 7.03, "always_empty_f1", 46.0)).finish();
		this.client.awaitStatus(id, "SUCCEEDED");
		assertThat(this.client.get("/jobs/" + id + "/metrics").at("/evaluations/0/belowBaseline"))
			.hasToString("{\"metric\":\"f1\",\"score\":7.03,\"baseline\":46.0}");
		assertThat(this.client.view(id).at("/models/0").asString()).isEqualTo(id);

		MvcTestResult purged = this.mvc.delete().uri("/jobs/" + id + "?purge=true").exchange();
		assertThat(purged).hasStatus(202);
		assertThat(this.client.body(purged).at("/models/0").asString()).isEqualTo(id);
		assertThat(this.mvc.delete().uri("/jobs/" + id + "?models=true")).hasStatus(400);

		MvcTestResult deleted = this.mvc.delete().uri("/jobs/" + id + "?purge=true&models=true").exchange();
		assertThat(deleted).hasStatus(202);
		assertThat(this.client.body(deleted).has("models")).isFalse();
		assertThat(this.registry.registered(id)).isEmpty();
		assertThat(this.mvc.delete().uri("/jobs/none?purge=true&models=true")).hasStatus(404);
	}

	@Test
	void jobsOfHigherPriorityRunFirst() {
		String running = this.client.submit("running");
		this.client.awaitStatus(running, "RUNNING");
		String first = this.client.submit("first");
		String second = this.client.submit("second");
		String urgent = this.client
			.body(this.client.post(JobsClient.job("urgent").replace("\"tags\"", "\"priority\": 5, \"tags\"")))
			.get("id")
			.asString();
		this.engine.finish().finish().finish().finish();
		this.client.awaitStatus(second, "SUCCEEDED");
		assertThat(this.engine.runs()).containsExactly(running + "@0", urgent + "@0", first + "@0", second + "@0");
	}

	@Test
	void jobsAreListedNewestFirstPagedAndFiltered() {
		String blocker = this.client.submit("blocker x");
		this.client.awaitStatus(blocker, "RUNNING");
		String b = this.client.submit("b_1 Xy");
		String c = this.client.submit("c");
		JsonNode page = this.client.get("/jobs?limit=2");
		assertThat(page.at("/items/0/id").asString()).isEqualTo(c);
		assertThat(page.at("/items/1/id").asString()).isEqualTo(b);
		JsonNode next = this.client.get("/jobs?limit=1&cursor=" + page.get("nextCursor").asString());
		assertThat(next.at("/items/0/id").asString()).isEqualTo(blocker);
		assertThat(this.client.list("?status=QUEUED").size()).isEqualTo(2);
		assertThat(this.client.list("?name=_1 xY&dataset=cola&tag=a&encoder=tiny").size()).isEqualTo(1);
		assertThat(this.client.list("?dataset=nothing").size()).isZero();
		assertThat(this.client.list("?tag=b").size()).isZero();
		assertThat(this.mvc.get().uri("/jobs?cursor=zzz")).hasStatus(400);
		for (String end : new String[] { "ended +1000000000-12-31T23:59:59Z 1 a",
				"ended 2026-01-01T00:00:00Z 1 a\0b" }) {
			String cursor = Base64.getUrlEncoder().encodeToString(end.getBytes(StandardCharsets.UTF_8));
			assertThat(this.mvc.get().uri("/jobs?sort=ended&cursor=" + cursor)).hasStatus(400);
		}
		assertThat(this.mvc.get().uri("/jobs?limit=0")).hasStatus(400);
		assertThat(this.mvc.get().uri("/jobs?name={name}", "a\0b")).hasStatus(400);
		assertThat(this.mvc.get().uri("/jobs?status=NOPE")).hasStatus(400);
	}

	@Test
	void labelsCanBeChanged() {
		String id = this.client.submit("labels");
		MvcTestResult changed = this.mvc.patch()
			.uri("/jobs/{id}", id)
			.contentType(MediaType.APPLICATION_JSON)
			.content("{\"tags\": [\"x\", \"y\"], \"notes\": \"n\"}")
			.exchange();
		assertThat(changed).hasStatusOk();
		assertThat(this.client.view(id).get("tags")).hasToString("[\"x\",\"y\"]");
		assertThat(this.client.view(id).get("notes").asString()).isEqualTo("n");
		assertThat(this.mvc.patch()
			.uri("/jobs/{id}", id)
			.contentType(MediaType.APPLICATION_JSON)
			.content("{\"name\": \"other\"}")).hasStatus(400);
	}

	@Test
	void tagsThatForgeLogLinesAreRejected() {
		for (String character : new String[] { "\\u0000", "\\n", "\\u2028", "\\u202e", "\\u2069", "\\ud83d" }) {
			problem("{\"encoder\": \"tiny\", \"tasks\": [{\"dataset\": \"cola\"}], \"tags\": [\"a%s\"]}"
				.formatted(character), 400, "tags", "must not contain line breaks");
		}
	}

	@Test
	void unstorableNotesAreRejected() {
		for (String character : new String[] { "\\u0000", "\\ud83d" }) {
			problem("{\"encoder\": \"tiny\", \"tasks\": [{\"dataset\": \"cola\"}], \"notes\": \"a%s\"}"
				.formatted(character), 400, "notes", "must not contain U+0000");
		}
	}

	@Test
	void malformedIdsAreNotFound() {
		for (String id : new String[] { "Who built it?", "\ud83d\ude00", "a b", "{}", "\"" }) {
			assertThat(this.client.resume(id)).hasStatus(404);
			assertThat(this.mvc.get().uri("/jobs/{id}", id)).hasStatus(404);
			assertThat(this.mvc.delete().uri("/jobs/{id}", id)).hasStatus(404);
		}
	}

	@Test
	void everyFaultNamesItsField() {
		problem("{\"encoder\": \"tiny\", \"epoch\": 2}", 400, "epoch", "Known fields:", "epochs", "priority");
		problem("{\"encoder\": \"tiny\", \"tasks\": [{\"dataset\": \"cola\", \"wieght\": 2}]}", 400, "tasks[0].wieght",
				"dataset", "weight");
		problem("{\"encoder\": \"tiny\", \"tasks\": [{\"dataset\": \"cola\", \"weight\": \"much\"}]}", 400,
				"tasks[0].weight", "a number");
		problem("{\"epochs\": \"2\"}", 400, "epochs", "a whole number");
		problem("{\"epochs\": 1.5}", 400, "epochs", "a whole number");
		problem("{\"epochs\": 2147483648}", 400, "epochs", "a whole number", "2147483647");
		problem("{\"priority\": -9223372036854775808}", 400, "priority", "a whole number");
		problem("{\"pauseAt\": \"half\"}", 400, "pauseAt", "'pauseAt' must be a number.");
		problem("{\"tasks\": {}}", 400, "tasks", "a list");
		problem("{\"optimizer\": \"sgd\"}", 400, "optimizer", "one of adamax, adamw");
		problem("{\"onExhaustion\": 1}", 400, "onExhaustion", "one of cycle, drop-and-renormalise");
		problem("{\"priority\": 1000}", 400, "priority", "-100 and 100");
		problem("{\"encoder\": \"tiny\", \"tasks\": [{\"dataset\": \"cola\"}, {\"dataset\": \"unknown\"}]}", 422,
				"tasks[1].dataset", "Known datasets are");
		problem("[1]", 400, null, "JSON object");
		problem("{\"a\": ", 400, null, "not valid JSON");
		problem("", 400, null, "JSON object");
		for (String path : new String[] { "/jobs/none", "/jobs/none/metrics", "/jobs/none/environment" }) {
			assertThat(this.mvc.get().uri(path)).hasStatus(404)
				.hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
		}
		assertThat(this.mvc.delete().uri("/jobs/none")).hasStatus(404);
	}

	@Test
	void parametersOfAnotherTypeAreDescribedByTheirOwn() {
		assertThat(this.mvc.post().uri("/jobs/any/resume?pauseAt=half")).hasStatus(400)
			.bodyText()
			.contains("'pauseAt' must be a number.");
		assertThat(this.mvc.delete().uri("/jobs/any?purge=maybe")).hasStatus(400)
			.bodyText()
			.contains("'purge' must be true or false.");
		assertThat(this.mvc.get().uri("/jobs?limit=many")).hasStatus(400)
			.bodyText()
			.contains("'limit' must be a whole number.");
	}

	@Test
	void filesThatChangeWhileAJobWaitsFailItAtItsStart() {
		String running = this.client.submit("running");
		this.client.awaitRun(running, this.engine);
		String waiting = this.client.submit("waiting");
		assertThat(this.client.get("/jobs/" + waiting + "/environment").at("/dataHashes/train.json").asString())
			.isEqualTo("abc");
		this.engine.files("other", "def").finish();
		this.client.awaitStatus(waiting, "FAILED");
		JsonNode job = this.client.view(waiting);
		assertThat(job.get("failureKind").asString()).isEqualTo("USER");
		assertThat(job.get("reason").asString()).contains("train.json=abc", "became", "train.json=other",
				"submit it again");
		assertThat(job.get("attempts").size()).isEqualTo(1);
		assertThat(this.engine.runs()).containsExactly(running + "@0");
		assertThat(this.client.get("/jobs/" + waiting + "/environment").at("/dataHashes/train.json").asString())
			.isEqualTo("other");
		assertThat(this.client.get("/jobs/" + running + "/diff/" + waiting).get("environment"))
			.hasToString("[{\"path\":\"dataHashes.train.json\",\"a\":\"abc\",\"b\":\"other\"}]");

		assertThat(this.client.resume(waiting)).hasStatus(409);
		this.engine.files("abc", "def").finish();
		assertThat(this.client.resume(waiting)).hasStatus(202);
		this.client.awaitStatus(waiting, "SUCCEEDED");
		assertThat(this.client.get("/jobs/" + waiting + "/environment").at("/dataHashes/train.json").asString())
			.isEqualTo("abc");
	}

	@Test
	void aJobIsNotResumedWithAChangedEncoder() {
		String id = this.client.submit("with an encoder");
		this.engine.steps(5);
		this.client.awaitStep(id, 5);
		this.client.delete(id);
		this.client.awaitStatus(id, "CANCELLED");
		this.engine.files("abc", "another");
		MvcTestResult refused = this.client.resume(id);
		assertThat(refused).hasStatus(409);
		assertThat(this.client.body(refused).get("detail").asString()).contains("tokenizer.json=another");
		assertThat(this.client.view(id).get("status").asString()).isEqualTo("CANCELLED");
		String other = this.client.submit("with another encoder");
		this.engine.finish();
		this.client.awaitStatus(other, "SUCCEEDED");
		assertThat(this.client.get("/jobs/" + id + "/diff/" + other).get("environment"))
			.hasToString("[{\"path\":\"encoderHashes.tokenizer.json\",\"a\":\"def\",\"b\":\"another\"}]");
	}

	@Test
	void everyFaultIsReportedAtOnce() {
		MvcTestResult refused = this.client
			.post("""
					{"encodr": "tiny", "encoder": "tiny", "epochs": "2", "batchSize": 1.5, "limits": {"train": {"cola": "x", "swag": 1e99}},
					 "tasks": [{"dataset": "unknown", "weight": "a", "wieght": 1}, 7, {"dataset": "cola"}, {"dataset": "unknown 2"}],
					 "priority": 1000, "maxAttempts": 0, "tags": ["", "x"], "optimizer": "sgd"}""");
		assertThat(refused).hasStatus(400);
		assertThat(fields(refused)).containsExactlyInAnyOrder("encodr", "epochs", "batchSize", "limits.train[cola]",
				"limits.train[swag]", "tasks[0].weight", "tasks[0].wieght", "tasks[1]", "priority", "maxAttempts",
				"tags", "optimizer", "tasks[0].dataset", "tasks[3].dataset");
		MvcTestResult impossible = this.client
			.post("{\"encoder\": \"tiny\", \"tasks\": [{\"dataset\": \"unknown\"}, {\"dataset\": \"unknown\"}]}");
		assertThat(impossible).hasStatus(422);
		assertThat(fields(impossible)).containsExactly("tasks[0].dataset", "tasks[1].dataset");
		String id = this.client.submit("unchanged");
		MvcTestResult change = this.mvc.patch()
			.uri("/jobs/{id}", id)
			.contentType(MediaType.APPLICATION_JSON)
			.content("{\"name\": \"x\", \"seed\": 1, \"tags\": 7, \"notes\": \"" + "n".repeat(10_001) + "\"}")
			.exchange();
		assertThat(change).hasStatus(400);
		assertThat(fields(change)).containsExactlyInAnyOrder("name", "seed", "tags", "notes");
		assertThat(this.client.view(id).get("tags")).hasToString("[\"a\"]");
	}

	@Test
	void hugeNamesAndLoneSurrogatesAreNotReturned() {
		String name = "\\ud83d" + "x".repeat(40_000);
		MvcTestResult refused = this.client.post("{\"encoder\": \"tiny\", \"" + name + "\": 1, \"optimizer\": \"" + name
				+ "\", \"tasks\": [{\"" + name + "\": 1}]}");
		assertThat(refused).hasStatus(400);
		byte[] body = refused.getResponse().getContentAsByteArray();
		assertThat(body).hasSizeLessThan(5000);
		assertThat(new String(body, java.nio.charset.StandardCharsets.UTF_8).toLowerCase(java.util.Locale.ROOT))
			.doesNotContain("\\ud83d")
			.contains("\ufffdxxx");
	}

	@Test
	void aDryRunThatMayNotWaitIsRejectedWithTheReason() {
		MvcTestResult refused = whileWaiting(PreferredWait.WAITING,
				() -> this.client.post(JobsClient.job("dry"), "?dryRun=true", new HttpHeaders()));
		assertThat(refused).hasStatus(504);
		assertThat(this.client.body(refused).get("detail").asString()).contains("32 requests already wait");
	}

	/** Does something while a number of requests wait for their pre-flights. */
	private MvcTestResult whileWaiting(int requests, Supplier<MvcTestResult> work) {
		return (requests == 0) ? work.get()
				: this.waits.orElse(Duration.ZERO, (most) -> whileWaiting(requests - 1, work), (most) -> {
					throw new IllegalStateException("other requests wait, too");
				});
	}

	private List<String> fields(MvcTestResult refused) {
		return this.client.body(refused)
			.get("errors")
			.valueStream()
			.map((error) -> error.path("field").asString(null))
			.toList();
	}

	private void problem(String request, int status, String field, String... parts) {
		MvcTestResult answer = this.client.post(request);
		assertThat(answer).as(request)
			.hasStatus(status)
			.hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(this.client.body(answer).path("field").asString(null)).as(request).isEqualTo(field);
		assertThat(this.client.body(answer).get("detail").asString()).as(request).contains(parts);
	}

}
