package io.mtdnn.jobs.claims;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.mtdnn.Patience;
import io.mtdnn.jobs.AttemptOutcome;
import io.mtdnn.jobs.FakeEngine;
import io.mtdnn.jobs.IdempotencyConflictException;
import io.mtdnn.jobs.IdempotencyKey;
import io.mtdnn.jobs.InvalidCursorException;
import io.mtdnn.jobs.Job;
import io.mtdnn.jobs.JobFilter;
import io.mtdnn.jobs.JobMetrics.StepRange;
import io.mtdnn.jobs.JobMetrics.TrainingPoint;
import io.mtdnn.jobs.JobOrder;
import io.mtdnn.jobs.JobPage;
import io.mtdnn.jobs.JobQuery;
import io.mtdnn.jobs.JobScore;
import io.mtdnn.jobs.JobStatus;
import io.mtdnn.jobs.JobSubmission;
import io.mtdnn.jobs.Jobs;
import io.mtdnn.jobs.JobsTestApplication;
import io.mtdnn.jobs.QueueFullException;
import io.mtdnn.jobs.history.JobFeed;
import io.mtdnn.jobs.queue.JobQueue;
import io.mtdnn.jobs.rows.JobJson;
import io.mtdnn.jobs.rows.PlanDocument;
import io.mtdnn.node.Machine;
import io.mtdnn.node.NodeName;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.plan.TrainingRequest;
import io.mtdnn.training.FailureKind;
import io.mtdnn.training.RunInputs;
import io.mtdnn.training.TrainingEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * The requirements of the jobs on a database, the same for every supported one. No worker
 * runs: the tests are the worker.
 */
@SpringBootTest(classes = JobsTestApplication.class)
@TestPropertySource(properties = { "mtdnn.roles=api", "mtdnn.jobs.queue-capacity=20",
		"mtdnn.runs-dir=target/test-runs/persistence", "mtdnn.artifacts.directory=target/test-runs/artifacts" })
public abstract class PersistenceContract {

	private static final NodeName NODE = new NodeName("node-1", "host", new Machine("machine"));

	@Autowired
	Jobs jobs;

	@Autowired
	RunLedger ledger;

	@Autowired
	JobFeed feed;

	@Autowired
	JobQueue queue;

	@Autowired
	FakeEngine engine;

	@Autowired
	JobJson json;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	HealthEndpoint health;

	@BeforeEach
	void endAll() {
		endAll(this.jobs, this.ledger, this.jdbc);
	}

	/** Ends all jobs of earlier tests. */
	public static void endAll(Jobs jobs, RunLedger ledger, JdbcClient jdbc) {
		for (JobStatus status : List.of(JobStatus.PREPARING, JobStatus.QUEUED, JobStatus.RUNNING)) {
			for (Job job : jobs.list(JobQuery.of(status, 200)).jobs()) {
				jobs.cancel(job.id(), false);
				ledger.lost(job.id(), (any) -> true, "the next test begins");
			}
		}
		// Claims of these tests leave their queue entries behind: no scheduler runs.
		jdbc.sql("delete from scheduled_tasks").update();
	}

	@Test
	void aNodeThatDoesNotTrainIsHealthy() {
		assertThat(this.health.health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void aJobAndItsQueueEntryAreWrittenTogether() {
		Job job = submit("together");
		assertThat(this.jdbc.sql("select task_instance from scheduled_tasks where picked = false")
			.query(String.class)
			.list()).contains(job.id() + ":1");
		assertThat(this.jobs.get(job.id())).usingRecursiveComparison().isEqualTo(job);
		assertThat(job.status()).isEqualTo(JobStatus.QUEUED);
		this.jobs.cancel(job.id(), false);
		assertThat(this.jdbc.sql("select count(*) from scheduled_tasks where task_instance = ?")
			.param(job.id() + ":1")
			.query(Long.class)
			.single()).isZero();
	}

	@Test
	void aRejectedSubmissionStoresNothing() {
		IntStream.range(0, 20).forEach((i) -> submit("fill " + i));
		long before = count("job");
		assertThatExceptionOfType(QueueFullException.class).isThrownBy(() -> submit("one too many"));
		assertThat(count("job")).isEqualTo(before);
		assertThat(
				this.jdbc.sql("select count(*) from scheduled_tasks where picked = false").query(Long.class).single())
			.isEqualTo(20);
	}

	@Test
	void concurrentSubmissionsGetDistinctPositions() throws Exception {
		ExecutorService users = Executors.newFixedThreadPool(8);
		List<Future<Job>> answers = new ArrayList<>();
		IntStream.range(0, 16).forEach((i) -> answers.add(users.submit(() -> submit("crowd " + i))));
		for (Future<Job> answer : answers) {
			answer.get();
		}
		users.shutdown();
		List<String> byNumber = this.jobs.list(JobQuery.of(JobStatus.QUEUED, 50))
			.jobs()
			.stream()
			.map((job) -> job.id() + ":1")
			.toList();
		List<String> byTurn = this.jdbc.sql("select task_instance from scheduled_tasks order by execution_time desc")
			.query(String.class)
			.list();
		assertThat(byNumber).hasSize(16).isEqualTo(byTurn);
		assertThat(
				this.jdbc.sql("select count(distinct execution_time) from scheduled_tasks").query(Long.class).single())
			.isEqualTo(16);
	}

	/** The last job was submitted on a node whose clock was an hour ahead. */
	@Test
	void aJobDoesNotWaitForAClockThatWasAhead() {
		this.jdbc.sql("update job_gate set last_turn = ?").param(OffsetDateTime.now().plusHours(1)).update();
		Job job = submit("in time");
		assertThat(job.createdAt()).isBefore(Instant.now().plusSeconds(60));
		assertThat(this.jdbc.sql("select count(*) from scheduled_tasks where task_instance = ? and execution_time < ?")
			.params(job.id() + ":1", OffsetDateTime.now().plusMinutes(1))
			.query(Long.class)
			.single()).isEqualTo(1);
	}

	/** What a file or a user has cut in half, and what PostgreSQL cannot hold. */
	@Test
	void anyTextIsStored() {
		Job job = submitted(new JobSubmission(request("cut \ud83d", "tiny", "squad-v2"), null, null,
				Set.of("tag \ude00"), "two\nlines \ud83d", null));
		Claim claim = this.ledger.begin(job.id(), 1, NODE, Map.of("text", "\ud83d\0")).orElseThrow();
		this.ledger.write(claim, List.of(new TrainingEvent.Started(0, 1000, List.of("note \ud83d\0"))), 1);
		this.ledger.fail(claim, FailureKind.USER, "found \0 and \ud83d");
		Job ended = this.jobs.get(job.id());
		assertThat(ended.name()).isEqualTo("cut \ufffd");
		assertThat(ended.plan().name()).as("JSON is escaped").isEqualTo("cut \ud83d");
		assertThat(ended.tags()).containsExactly("tag \ufffd");
		assertThat(ended.notes()).isEqualTo("two\nlines \ufffd");
		assertThat(ended.reason()).doesNotContain("\0").startsWith("found ").endsWith("\ufffd");
		assertThat(ended.attempts().get(0).notes()).containsExactly("note \ud83d\0");
		assertThat(this.jobs.environment(job.id())).containsEntry("text", "\ud83d\0");
	}

	@Test
	void aClaimIsValidUntilTheNextOne() {
		Job job = submit("claims");
		Claim first = this.ledger.begin(job.id(), 1, NODE, Map.of("a", 1)).orElseThrow();
		assertThat(first.attempt()).isEqualTo(1);
		assertThat(first.plan()).isEqualTo(job.plan());
		Claim second = this.ledger.begin(job.id(), 1, NODE, Map.of()).orElseThrow();
		assertThat(second.attempt()).isEqualTo(2);
		assertThatExceptionOfType(ClaimLostException.class).isThrownBy(() -> this.ledger.succeed(first));
		assertThat(this.ledger.begin(job.id(), 2, NODE, Map.of())).isEmpty();
		this.ledger.succeed(second);
		Job ended = this.jobs.get(job.id());
		assertThat(ended.status()).isEqualTo(JobStatus.SUCCEEDED);
		assertThat(ended.finishedAt()).isNotNull();
		assertThat(ended.attempts()).extracting(Job.Attempt::outcome)
			.containsExactly(AttemptOutcome.LOST, AttemptOutcome.SUCCEEDED);
		assertThat(this.ledger.begin(job.id(), 1, NODE, Map.of())).isEmpty();
	}

	@Test
	void eventsAreWrittenReplacedAndMarkedVoid() {
		Job job = submit("events");
		Claim claim = this.ledger.begin(job.id(), 1, NODE, Map.of()).orElseThrow();
		List<TrainingEvent> first = new ArrayList<>(List.of(new TrainingEvent.Started(0, 400, List.of())));
		first.addAll(steps(1, 100));
		this.ledger.write(claim, first, 10);
		this.ledger.write(claim, steps(101, 300), 20);
		this.ledger.write(claim, List.of(evaluation(1, 0.1), evaluation(1, 0.2), affinity(300, "cola", 0.5),
				affinity(300, "cola", 0.2), affinity(299, "cola", 0.4)), 30);
		assertThat(this.jobs.metrics(job.id(), 1000).affinity()).singleElement().satisfies((affinity) -> {
			assertThat(affinity.dataset()).isEqualTo("cola");
			assertThat(affinity.steps()).isEqualTo(2);
			assertThat(affinity.changes().get("squad-v2")).isCloseTo(0.3, within(1e-12));
		});
		assertThat(this.jobs.metrics(job.id(), 1000).gradients()).filteredOn((row) -> row.dataset().equals("squad-v2"))
			.singleElement()
			.satisfies((row) -> {
				assertThat(row.steps()).isEqualTo(2);
				assertThat(row.cosines().get("cola")).isCloseTo(-0.3, within(1e-12));
				assertThat(row.cosines().get("squad-v2")).isEqualTo(1);
			});
		assertThat(losses(job)).hasSize(300);
		assertThat(this.jdbc.sql("select count(*) from job_event where job_id = ? and kind = 'metric'")
			.param(job.id())
			.query(Long.class)
			.single()).isEqualTo(3);
		assertThat(this.jobs.metrics(job.id(), 0).evaluations()).extracting((e) -> e.metrics().get("f1"))
			.containsExactly(0.2);

		List<TrainingEvent> again = new ArrayList<>(List.of(new TrainingEvent.Started(250, 400, List.of("a note"))));
		again.addAll(steps(251, 252));
		this.ledger.write(claim, again, 40);
		assertThat(losses(job))
			.containsExactly(IntStream.rangeClosed(1, 252).mapToDouble((i) -> 1.0 / i).boxed().toArray(Double[]::new));
		assertThat(this.jobs.metrics(job.id(), 0).evaluations()).isEmpty();
		assertThat(this.jobs.metrics(job.id(), 0).affinity()).isEmpty();
		assertThat(this.jobs.get(job.id()).progress().step()).isEqualTo(252);
		assertThat(this.jobs.get(job.id()).attempts().get(0).notes()).containsExactly("a note");
	}

	@Test
	void theFeedReturnsEveryEventOnceInOrder() {
		Job job = submit("feed");
		Claim claim = this.ledger.begin(job.id(), 1, NODE, Map.of()).orElseThrow();
		this.ledger.write(claim, steps(1, 200), 1);
		List<JobFeed.Event> seen = new ArrayList<>(this.feed.after(job.id(), 0).events());
		this.ledger.write(claim, steps(201, 205), 2);
		this.ledger.write(claim, List.of(evaluation(1, 0.5)), 3);
		seen.addAll(this.feed.after(job.id(), seen.get(seen.size() - 1).sequence()).events());
		assertThat(seen).extracting(JobFeed.Event::sequence).doesNotHaveDuplicates().isSorted();
		assertThat(seen.stream().filter((event) -> event.name().equals("metric"))).hasSize(205);
		assertThat(seen.get(seen.size() - 1).name()).isEqualTo("evaluation");
		assertThat(this.feed.after(job.id(), seen.get(seen.size() - 1).sequence()).events()).isEmpty();
	}

	@Test
	void jobsAreListedByEveryFilter() {
		Job one = submitted(new JobSubmission(request("Alpha_1", "enc-a", "cola"), 3, 2, Set.of("x", "y"), "n", null));
		Job two = submitted(
				new JobSubmission(request("alphaX1", "enc-b", "mrpc", "cola"), null, null, Set.of("y"), null, null));
		assertThat(ids(queued(null, null, null, null))).containsExactly(two.id(), one.id());
		assertThat(ids(new JobFilter(null, "enc-a", null, null, null, null, null))).startsWith(one.id());
		assertThat(ids(queued("mrpc", null, null, null))).containsExactly(two.id());
		assertThat(ids(queued(null, "ALPHA_", null, null))).containsExactly(one.id());
		assertThat(ids(queued(null, null, "x", null))).containsExactly(one.id());
		assertThat(ids(queued(null, null, null, "N"))).as("in the notes").containsExactly(one.id());
		assertThat(ids(queued(null, null, null, "hax"))).as("in the name").containsExactly(two.id());
		JobPage page = this.jobs.list(JobQuery.of(JobStatus.QUEUED, 1));
		assertThat(page.jobs()).extracting(Job::id).containsExactly(two.id());
		JobPage last = this.jobs.list(new JobQuery(JobFilter.of(JobStatus.QUEUED), JobOrder.NEWEST, page.next(), 1));
		assertThat(last.jobs()).extracting(Job::id).containsExactly(one.id());
		assertThat(last.next()).isNull();
		assertThat(this.jobs.get(one.id()).tags()).containsExactlyInAnyOrder("x", "y");
	}

	private static JobFilter queued(String dataset, String name, String tag, String text) {
		return new JobFilter(JobStatus.QUEUED, null, dataset, name, tag, text, null);
	}

	@Test
	void jobsAreSortedByEveryKeyAndPagedByKeyset() {
		String tag = "sorted " + getClass().getSimpleName();
		List<String> ids = new ArrayList<>();
		for (double f1 : new double[] { 50, 70, 70, 60 }) {
			ids.add(ended(tag, f1).id());
		}
		String unscored = submitted(
				new JobSubmission(request("waits", "tiny", "squad-v2"), null, null, Set.of(tag), null, null))
			.id();
		JobFilter filter = new JobFilter(null, null, null, null, tag, null, null);
		assertThat(pages(filter, "created")).containsExactly(ids.get(0), ids.get(1), ids.get(2), ids.get(3), unscored);
		assertThat(pages(filter, "-created")).containsExactly(unscored, ids.get(3), ids.get(2), ids.get(1), ids.get(0));
		assertThat(pages(filter, "-score")).containsExactly(ids.get(2), ids.get(1), ids.get(3), ids.get(0), unscored);
		assertThat(pages(filter, "score")).containsExactly(unscored, ids.get(0), ids.get(3), ids.get(1), ids.get(2));
		assertThat(pages(filter, "ended")).containsExactly(ids.get(0), ids.get(1), ids.get(2), ids.get(3), unscored);
		assertThat(pages(filter, "-status")).endsWith(unscored).hasSize(5);
		assertThat(pages(filter, "-duration")).endsWith(unscored).hasSize(5);
		Job best = this.jobs.list(JobQuery.newest(filter, 5)).jobs().get(3);
		assertThat(best.scores()).containsExactly(new JobScore("squad-v2", "f1", 70));
		assertThat(best.seconds()).isNotNegative();
		String cursor = this.jobs.list(new JobQuery(filter, order("-score"), null, 1)).next();
		assertThatExceptionOfType(InvalidCursorException.class)
			.isThrownBy(() -> this.jobs.list(new JobQuery(filter, JobOrder.NEWEST, cursor, 1)));
	}

	private Job ended(String tag, double f1) {
		Job job = submitted(
				new JobSubmission(request("scored", "tiny", "squad-v2"), null, null, Set.of(tag), null, null));
		Claim claim = this.ledger.begin(job.id(), 1, NODE, Map.of()).orElseThrow();
		this.ledger.write(claim, List.of(evaluation(1, 10), evaluation(2, f1)), 1);
		this.ledger.succeed(claim);
		return job;
	}

	private static JobOrder order(String text) {
		boolean descending = text.startsWith("-");
		return new JobOrder(JobOrder.Key.valueOf(text.substring(descending ? 1 : 0).toUpperCase(java.util.Locale.ROOT)),
				descending);
	}

	/** All ids, two a page. */
	private List<String> pages(JobFilter filter, String sort) {
		List<String> ids = new ArrayList<>();
		String cursor = null;
		do {
			JobPage page = this.jobs.list(new JobQuery(filter, order(sort), cursor, 2));
			page.jobs().forEach((job) -> ids.add(job.id()));
			cursor = page.next();
		}
		while (cursor != null);
		return ids;
	}

	@Test
	void onlyTheAttemptFoundDeadIsLost() {
		Job job = submit("fenced");
		Claim first = this.ledger.begin(job.id(), 1, NODE, Map.of()).orElseThrow();
		Claim second = this.ledger.begin(job.id(), 1, NODE, Map.of()).orElseThrow();
		assertThat(this.ledger.lost(job.id(), (row) -> row.attempts().newest() == first.attempt(), "found too late"))
			.isFalse();
		this.ledger.write(second, steps(1, 2), 1);
		assertThat(this.ledger.lost(job.id(), (row) -> row.attempts().newest() == second.attempt(), "really dead"))
			.isTrue();
		assertThat(this.jobs.get(job.id()).reason()).isEqualTo("really dead");
	}

	@Test
	void aClaimContainsTheLastStartedAttempt() {
		Job job = submit("predecessors");
		Claim first = this.ledger.begin(job.id(), 1, NODE, Map.of()).orElseThrow();
		assertThat(first.predecessor()).isZero();
		this.ledger.write(first, List.of(new TrainingEvent.Started(0, 400, List.of())), 10);
		assertThat(this.ledger.begin(job.id(), 1, NODE, Map.of()).orElseThrow().predecessor()).isEqualTo(1);
		Claim third = this.ledger.begin(job.id(), 1, NODE, Map.of()).orElseThrow();
		assertThat(third.predecessor()).as("the second has written nothing").isEqualTo(1);
		this.ledger.write(third, List.of(new TrainingEvent.InputsRead(new RunInputs(null, Map.of()))), 5);
		assertThat(this.ledger.begin(job.id(), 1, NODE, Map.of()).orElseThrow().predecessor()).isEqualTo(3);
	}

	@Test
	void idempotentRequestsAreStored() {
		IdempotencyKey key = key("remembered");
		Job first = submitted(JobSubmission.of(request("keyed", "tiny", "cola")), key);
		assertThat(submitted(JobSubmission.of(request("keyed", "tiny", "cola")), key)).isEqualTo(first);
		assertThatExceptionOfType(IdempotencyConflictException.class)
			.isThrownBy(() -> submitted(JobSubmission.of(request("keyed", "tiny", "cola")),
					new IdempotencyKey(key.value(), "other")))
			.matches((ex) -> !ex.inFlight());
	}

	@Test
	void aRejectedRequestStoresNoKeyAndARepeatedOneIsAnsweredEvenIfTheQueueIsFull() {
		IdempotencyKey known = key("known");
		Job first = submitted(JobSubmission.of(request("first", "tiny", "cola")), known);
		IntStream.range(1, 20).forEach((i) -> submit("fill " + i));
		assertThatExceptionOfType(QueueFullException.class)
			.isThrownBy(() -> submitted(JobSubmission.of(request("x", "tiny", "cola")), key("refused")));
		assertThat(this.jdbc.sql("select count(*) from job_idempotency where idempotency_key = ?")
			.param(key("refused").value())
			.query(Long.class)
			.single()).isZero();
		assertThat(submitted(JobSubmission.of(request("first", "tiny", "cola")), known)).isEqualTo(first);
	}

	/**
	 * Each waits at the gate for the one before it, as requests on different nodes do.
	 */
	@Test
	void concurrentRequestsWithOneKeyCreateOneJob() throws Exception {
		IdempotencyKey key = key("crowd");
		ExecutorService users = Executors.newFixedThreadPool(8);
		List<Future<String>> answers = new ArrayList<>();
		IntStream.range(0, 8)
			.forEach((i) -> answers.add(users.submit(() -> this.queue
				.submit("crowd-" + getClass().getSimpleName().hashCode() + "-" + i, document(), submission(), key, null)
				.getId())));
		List<String> ids = new ArrayList<>();
		for (Future<String> answer : answers) {
			ids.add(answer.get());
		}
		users.shutdown();
		assertThat(ids).hasSize(8).containsOnly(ids.get(0));
		assertThat(this.jobs.list(JobQuery.of(JobStatus.QUEUED, 50)).jobs()).hasSize(1);
	}

	/** A row without a job, as other versions write it while they work on a request. */
	@Test
	void aKeyWithoutAJobCanBeUsed() {
		IdempotencyKey key = key("left behind");
		this.jdbc.sql(
				"insert into job_idempotency (idempotency_key, body_hash, created_at) values (?, ?, current_timestamp)")
			.params(key.value(), "another hash")
			.update();
		Job job = submitted(JobSubmission.of(request("after", "tiny", "cola")), key);
		assertThat(submitted(JobSubmission.of(request("after", "tiny", "cola")), key)).isEqualTo(job);
	}

	private IdempotencyKey key(String name) {
		return new IdempotencyKey(name + " " + getClass().getName(), "hash");
	}

	private PlanDocument document() {
		TrainingPlan plan = this.engine.resolve(request("crowd", "tiny", "cola"));
		return PlanDocument.of(plan, this.engine.preflight(plan), this.json);
	}

	private static JobSubmission submission() {
		return JobSubmission.of(request("crowd", "tiny", "cola"));
	}

	/** {@code bench/jmh.sh RunPoints} measures the time. */
	@Test
	void aHundredThousandPointsAreListedCompletelyOrThinned() {
		Job job = submit("long");
		Claim claim = this.ledger.begin(job.id(), 1, NODE, Map.of()).orElseThrow();
		for (int from = 1; from < 100_000; from += 5_000) {
			this.ledger.write(claim, steps(from, from + 4_999), from);
		}
		List<TrainingPoint> all = this.jobs.metrics(job.id(), 0).training();
		assertThat(all).hasSize(100_000);
		assertThat(all.stream().mapToInt(TrainingPoint::step))
			.isEqualTo(IntStream.rangeClosed(1, 100_000).boxed().toList());
		List<TrainingPoint> thinned = this.jobs.metrics(job.id(), 500).training();
		assertThat(thinned).hasSizeBetween(250, 500).isSubsetOf(all);
		assertThat(thinned.get(0).loss()).isEqualTo(1.0);
		assertThat(thinned.get(thinned.size() - 1).step()).isEqualTo(100_000);
		assertThat(this.jobs.metrics(job.id(), 500, new StepRange(50_001, 50_400)).training())
			.isEqualTo(all.subList(50_000, 50_400));
		assertThat(this.jobs.metrics(job.id(), 500, new StepRange(50_001, 60_000)).training()).hasSizeBetween(250, 500)
			.isSubsetOf(all.subList(50_000, 60_000));
	}

	private List<TrainingEvent> steps(int from, int to) {
		return IntStream.rangeClosed(from, to)
			.mapToObj((step) -> (TrainingEvent) new TrainingEvent.StepDone(step, 100_000, 1,
					(step % 5 == 0) ? "cola" : "squad-v2", 1.0 / step, 1e-5, 10, 20))
			.toList();
	}

	private static TrainingEvent evaluation(int epoch, double f1) {
		return new TrainingEvent.EvaluationDone(epoch, "squad-v2", Map.of("f1", f1));
	}

	private List<Double> losses(Job job) {
		return this.jobs.metrics(job.id(), 0).training().stream().map(TrainingPoint::loss).toList();
	}

	private static TrainingEvent affinity(int step, String task, double change) {
		return new TrainingEvent.AffinityMeasured(step, task, Map.of("squad-v2", change), Map.of("squad-v2",
				Map.of("squad-v2", 1.0, "cola", -change), "cola", Map.of("squad-v2", -change, "cola", 1.0)));
	}

	private List<String> ids(JobFilter filter) {
		return this.jobs.list(JobQuery.newest(filter, 10)).jobs().stream().map(Job::id).toList();
	}

	private long count(String table) {
		return this.jdbc.sql("select count(*) from " + table).query(Long.class).single();
	}

	private Job submitted(JobSubmission submission) {
		return submitted(submission, null);
	}

	private Job submitted(JobSubmission submission, IdempotencyKey key) {
		return this.jobs.submitAndWait(submission, key, Patience.LIMIT);
	}

	private Job submit(String name) {
		return submitted(JobSubmission.of(request(name, "tiny", "squad-v2", "cola")));
	}

	public static TrainingRequest request(String name, String encoder, String... datasets) {
		List<Map<String, String>> tasks = java.util.Arrays.stream(datasets)
			.map((dataset) -> Map.of("dataset", dataset))
			.toList();
		return new TrainingRequest(
				JsonMapper.shared().valueToTree(Map.of("name", name, "encoder", encoder, "tasks", tasks)));
	}

}
