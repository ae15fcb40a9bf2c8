package io.mtdnn.jobs.preparation;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.mtdnn.jobs.EndedJobs;
import io.mtdnn.jobs.JobEnded;
import io.mtdnn.jobs.JobStatus;
import io.mtdnn.jobs.Jobs;
import io.mtdnn.jobs.JobsClient;
import io.mtdnn.jobs.JobsTest;
import io.mtdnn.jobs.history.JobFeed;
import io.mtdnn.plan.InvalidPlanException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

import static io.mtdnn.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

/** Submissions are acknowledged at once and prepared afterwards, two at a time. */
@TestPropertySource(properties = { "test.devices=2", "mtdnn.jobs.queue-capacity=20", "mtdnn.jobs.max-wait=4m",
		"spring.datasource.url=jdbc:h2:mem:preparation;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000",
		"mtdnn.runs-dir=target/test-runs/preparation" })
class PreparationIntegrationTests extends JobsTest {

	@Autowired
	EndedJobs ended;

	@Autowired
	Jobs jobs;

	@Autowired
	JobFeed feed;

	private final CountDownLatch data = new CountDownLatch(1);

	private final AtomicInteger reading = new AtomicInteger();

	private final AtomicInteger mostReading = new AtomicInteger();

	@AfterEach
	void letGo() {
		this.data.countDown();
	}

	private void slowData() {
		this.engine.onPreflight(() -> {
			this.mostReading.accumulateAndGet(this.reading.incrementAndGet(), Math::max);
			try {
				this.data.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			this.reading.decrementAndGet();
		});
	}

	private void impossibleData() {
		this.engine.onPreflight(() -> {
			throw new InvalidPlanException("tasks[1].dataset", "line 7 of train.tsv has 3 columns instead of 4");
		});
	}

	private String sent(String name) {
		MvcTestResult answer = this.client.send(JobsClient.job(name));
		assertThat(answer).hasStatus(202);
		assertThat(this.client.body(answer).get("status").asString()).isEqualTo("PREPARING");
		return this.client.body(answer).get("id").asString();
	}

	@Test
	void aJobIsPreparedAfterTheResponseToItsSubmission() {
		slowData();
		MvcTestResult answer = this.client.send(JobsClient.job("slow"));
		JsonNode job = this.client.body(answer);
		String id = job.get("id").asString();
		assertThat(answer).hasHeader("Location", "/jobs/" + id).doesNotContainHeader("Preference-Applied");
		assertThat(job.has("preflight")).isFalse();
		assertThat(job.at("/plan/tasks/1/weight").asDouble()).isEqualTo(0.5);
		assertThat(this.client.get("/jobs/" + id + "/metrics").get("tasks").size()).isZero();
		assertThat(this.client.get("/jobs/" + id + "/environment").has("dataHashes")).isFalse();
		this.data.countDown();
		this.client.awaitStatus(id, "RUNNING");
		assertThat(this.client.view(id).at("/preflight/tasks/0/answersOutsideWindows").asInt()).isEqualTo(1);
	}

	@Test
	void aJobThatCannotRunFailsWithTheProblemOfTheResponse() {
		impossibleData();
		String id = sent("impossible");
		this.client.awaitStatus(id, "FAILED");
		JsonNode job = this.client.view(id);
		MvcTestResult refused = this.client.post(JobsClient.job("impossible"));
		assertThat(refused).hasStatus(422);
		JsonNode response = this.client.body(refused);
		for (String field : List.of("type", "title", "status", "detail", "field", "errors")) {
			assertThat(job.at("/problem").get(field)).as(field).isEqualTo(response.get(field));
		}
		assertThat(job.get("failureKind").asString()).isEqualTo("USER");
		assertThat(job.get("reason").asString()).contains("line 7");
		await().until(() -> this.ended.heard().contains(new JobEnded(id, JobStatus.FAILED)));

		this.engine.reset();
		assertThat(this.client.resume(id)).hasStatus(202);
		this.engine.finish();
		this.client.awaitStatus(id, "SUCCEEDED");
		assertThat(this.client.view(id).has("problem")).isFalse();
		await().until(() -> this.ended.heard().contains(new JobEnded(id, JobStatus.SUCCEEDED)));
	}

	@Test
	void anInvalidJobIsNotStoredIfItsCallerWaits() {
		impossibleData();
		int before = this.client.list("?name=not%20stored").size();
		assertThat(this.client.post(JobsClient.job("not stored"))).hasStatus(422);
		assertThat(this.client.list("?name=not%20stored").size()).isEqualTo(before).isZero();
	}

	@Test
	void aPreferenceToWaitIsHonouredUpToItsLimit() {
		HttpHeaders prefer = new HttpHeaders();
		prefer.add("Prefer", "respond-async, wait=200");
		MvcTestResult quick = this.client.post(JobsClient.job("quick"), "", prefer);
		assertThat(quick).hasStatus(202).hasHeader("Preference-Applied", "wait");
		assertThat(this.client.body(quick).has("preflight")).isTrue();

		slowData();
		prefer.set("Prefer", "respond-async, wait=1");
		MvcTestResult slow = this.client.post(JobsClient.job("slow wait"), "", prefer);
		assertThat(slow).hasStatus(202).doesNotContainHeader("Preference-Applied");
		String id = this.client.body(slow).get("id").asString();
		assertThat(this.client.view(id).get("status").asString()).isEqualTo("PREPARING");
		this.data.countDown();
		await().until(() -> !this.client.view(id).get("status").asString().equals("PREPARING"));
		assertThat(this.mostReading).as("the pre-flight that was waited for is the job's").hasValue(1);
	}

	@Test
	void aDryRunReportsAndStoresNothing() {
		MvcTestResult answer = this.client.post(JobsClient.job("dry"), "?dryRun=true", new HttpHeaders());
		assertThat(answer).hasStatusOk();
		assertThat(this.client.body(answer).at("/preflight/totalSteps").asInt()).isEqualTo(1000);
		assertThat(this.client.body(answer).at("/plan/name").asString()).isEqualTo("dry");
		assertThat(this.client.list("?name=dry").size()).isZero();
		impossibleData();
		assertThat(this.client.post(JobsClient.job("dry"), "?dryRun=true", new HttpHeaders())).hasStatus(422);
	}

	@Test
	void aJobCanBeCancelledDuringItsPreparation() {
		slowData();
		String id = sent("cancelled");
		this.client.delete(id);
		assertThat(this.client.view(id).get("status").asString()).isEqualTo("CANCELLED");
		this.data.countDown();
		String next = sent("next");
		this.engine.finish();
		this.client.awaitStatus(next, "SUCCEEDED");
		assertThat(this.client.view(id).get("status").asString()).as("its pre-flight has ended since")
			.isEqualTo("CANCELLED");
	}

	@Test
	void twoJobsArePreparedInParallelAndAllCountTowardsTheQueue() {
		slowData();
		List<String> ids = IntStream.range(0, 20).mapToObj((i) -> sent("crowd " + i)).toList();
		await().until(() -> this.reading.get() == 2);
		assertThat(this.client.send(JobsClient.job("one too many"))).hasStatus(503);
		this.data.countDown();
		await().until(() -> this.client.list("?status=PREPARING").isEmpty());
		assertThat(this.mostReading).hasValue(2);
		this.client.awaitStatus(ids.get(0), "RUNNING");
	}

	@Test
	void aRepeatedRequestReturnsTheSameJob() {
		slowData();
		HttpHeaders key = new HttpHeaders();
		key.add("Idempotency-Key", "preparing-once");
		String first = this.client.body(this.client.post(JobsClient.job("keyed"), "", key)).get("id").asString();
		assertThat(this.client.body(this.client.post(JobsClient.job("keyed"), "", key)).get("id").asString())
			.isEqualTo(first);
		assertThat(this.client.post(JobsClient.job("another body"), "", key)).hasStatus(422);
	}

	@Test
	void theEventsOfAJobContainEveryStatus() {
		String id = sent("told");
		this.engine.finish();
		this.client.awaitStatus(id, "SUCCEEDED");
		assertThat(this.feed.after(id, 0).events()).filteredOn((event) -> event.name().equals("status"))
			.extracting((event) -> event.data().replaceAll(".*\"status\":\"([A-Z]+)\".*", "$1"))
			.containsExactly("PREPARING", "QUEUED", "RUNNING", "RUNNING", "SUCCEEDED");
	}

	@Test
	void aGroupRunsNoMoreJobsThanItsLimitAndIsCancelledAsAWhole() {
		String body = JobsClient.job("grouped")
			.replace("\"tags\"", "\"group\": \"sweep\", \"maxParallel\": 1, \"tags\"");
		// jobs that are sent together may be prepared in any order
		String first = this.client.body(this.client.send(body)).get("id").asString();
		this.client.awaitRun(first, this.engine);
		List<String> others = IntStream.range(0, 2)
			.mapToObj((i) -> this.client.body(this.client.send(body)).get("id").asString())
			.toList();
		await().until(() -> this.client.list("?status=QUEUED&group=sweep").size() == 2);
		String other = sent("of no group");
		this.client.awaitRun(other, this.engine);
		assertThat(this.client.list("?status=QUEUED&group=sweep")).as("a device is free, the group's bound is not")
			.hasSize(2);
		this.engine.finish().finish();
		await().until(() -> this.engine.runs().contains(others.get(0) + "@0"));
		assertThat(this.client.list("?status=RUNNING&group=sweep").size()).isEqualTo(1);
		assertThat(this.jobs.cancelGroup("sweep", false)).isPositive();
		await().until(() -> this.client.list("?status=RUNNING&group=sweep").isEmpty());
		assertThat(this.client.view(others.get(1)).get("status").asString()).isEqualTo("CANCELLED");
		assertThat(this.client.view(others.get(1)).get("group").asString()).isEqualTo("sweep");
		assertThat(this.engine.runs()).noneMatch((run) -> run.startsWith(others.get(1)));
	}

}
