package io.mtdnn.jobs.preparation;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.mtdnn.jobs.FakeEngine;
import io.mtdnn.jobs.Job;
import io.mtdnn.jobs.JobGroup;
import io.mtdnn.jobs.JobQuery;
import io.mtdnn.jobs.JobStatus;
import io.mtdnn.jobs.JobSubmission;
import io.mtdnn.jobs.Jobs;
import io.mtdnn.jobs.JobsTestApplication;
import io.mtdnn.jobs.claims.PersistenceContract;
import io.mtdnn.jobs.claims.RunLedger;
import io.mtdnn.jobs.queue.JobQueue;
import io.mtdnn.node.Machine;
import io.mtdnn.node.NodeName;
import io.mtdnn.training.FailureKind;
import io.mtdnn.training.PreflightReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The assignment of jobs to nodes for their preparation, and the queueing of groups; the
 * same on every database. No node prepares or trains: the tests act as the nodes.
 */
@SpringBootTest(classes = JobsTestApplication.class)
@TestPropertySource(properties = { "mtdnn.roles=api", "mtdnn.jobs.preflights=0",
		"mtdnn.runs-dir=target/test-runs/preparations", "mtdnn.artifacts.directory=target/test-runs/artifacts" })
abstract class PreparationContract {

	private static final NodeName NODE = new NodeName("node-1", "host", new Machine("machine"));

	@Autowired
	Jobs jobs;

	@Autowired
	PreparationLedger preparations;

	@Autowired
	JobQueue queue;

	@Autowired
	RunLedger ledger;

	@Autowired
	FakeEngine engine;

	@Autowired
	JdbcClient jdbc;

	@BeforeEach
	void endAll() {
		PersistenceContract.endAll(this.jobs, this.ledger, this.jdbc);
	}

	private Job submit(Integer priority, JobGroup group) {
		return this.jobs.submit(new JobSubmission(PersistenceContract.request("job", "tiny", "cola"), priority, 2,
				Set.of(), null, group));
	}

	private PreflightReport report(Job job) {
		return this.engine.preflight(job.plan());
	}

	private void prepare(Job job) {
		this.preparations.succeed(this.preparations.begin(job.id()).orElseThrow(), report(job));
	}

	/** As if the node that prepares the job had died some time ago. */
	private void nodeDies(Job job) {
		this.jdbc.sql("update job set preparing_until = preparing_until - interval '1' hour where id = ?")
			.param(job.id())
			.update();
	}

	private List<String> queued() {
		return this.jdbc.sql("select task_instance from scheduled_tasks order by priority desc, execution_time")
			.query(String.class)
			.list();
	}

	private JobStatus status(Job job) {
		return this.jobs.get(job.id()).status();
	}

	@Test
	void theHighestPriorityIsPreparedFirstAndOnlyByOneNode() {
		Job first = submit(null, null);
		Job urgent = submit(5, null);
		assertThat(first.status()).isEqualTo(JobStatus.PREPARING);
		assertThat(this.preparations.next()).get().extracting(Preparation::jobId).isEqualTo(urgent.id());
		assertThat(this.preparations.begin(urgent.id())).isEmpty();
		assertThat(this.preparations.next()).get().extracting(Preparation::jobId).isEqualTo(first.id());
		assertThat(this.preparations.next()).isEmpty();
	}

	@Test
	void jobsAreQueuedInTheOrderOfTheirSubmission() {
		Job first = submit(null, null);
		Job second = submit(null, null);
		prepare(second);
		prepare(first);
		assertThat(queued()).containsExactly(first.id() + ":1", second.id() + ":1");
		assertThat(this.jobs.get(first.id()).preflight().totalSteps()).isEqualTo(FakeEngine.TOTAL_STEPS);
	}

	@Test
	void anotherNodeTakesOverAndTheLateResultIsDropped() {
		Job job = submit(null, null);
		Preparation lost = this.preparations.begin(job.id()).orElseThrow();
		nodeDies(job);
		Preparation next = this.preparations.next().orElseThrow();
		assertThat(next.number()).isEqualTo(2);
		this.preparations.succeed(lost, report(job));
		this.preparations.renew(lost);
		assertThat(status(job)).isEqualTo(JobStatus.PREPARING);
		this.preparations.succeed(next, report(job));
		assertThat(status(job)).isEqualTo(JobStatus.QUEUED);
		this.preparations.fail(lost, FailureKind.INTERNAL, PlanProblems.on(new IllegalStateException("late")), "late");
		assertThat(status(job)).isEqualTo(JobStatus.QUEUED);
		assertThat(queued()).containsExactly(job.id() + ":1");
	}

	@Test
	void aJobThatCrashesItsNodesFails() {
		Job job = submit(null, null);
		this.preparations.begin(job.id());
		nodeDies(job);
		assertThat(this.preparations.next()).as("the second of two attempts").isPresent();
		nodeDies(job);
		assertThat(this.preparations.next()).isEmpty();
		Job ended = this.jobs.get(job.id());
		assertThat(ended.status()).isEqualTo(JobStatus.FAILED);
		assertThat(ended.problem().status()).isEqualTo(500);
		assertThat(ended.problem().detail()).contains("2 times");
	}

	@Test
	void aNodeThatStopsReturnsItsJob() {
		Job job = submit(null, null);
		this.preparations.giveBack(this.preparations.begin(job.id()).orElseThrow());
		this.preparations.giveBack(this.preparations.begin(job.id()).orElseThrow());
		assertThat(this.preparations.begin(job.id())).as("no attempt is counted").isPresent();
	}

	@Test
	void aCancelledJobIsNotPrepared() {
		Job job = submit(null, null);
		Preparation preparation = this.preparations.begin(job.id()).orElseThrow();
		this.jobs.cancel(job.id(), false);
		this.preparations.succeed(preparation, report(job));
		assertThat(status(job)).isEqualTo(JobStatus.CANCELLED);
		assertThat(queued()).isEmpty();
		assertThat(this.jobs.resume(job.id()).status()).isEqualTo(JobStatus.PREPARING);
	}

	@Test
	void aGroupQueuesNoMoreJobsThanItsLimit() {
		String group = "bounded " + getClass().getSimpleName();
		List<Job> members = Stream.of(0, 0, 7, 0).map((priority) -> submit(priority, new JobGroup(group, 2))).toList();
		members.forEach(this::prepare);
		assertThat(queued()).as("held back until the next look").isEmpty();
		this.queue.release();
		this.queue.release();
		assertThat(queued()).as("higher priority first, then submission")
			.containsExactly(members.get(2).id() + ":1", members.get(0).id() + ":1");
		assertThat(status(members.get(1))).isEqualTo(JobStatus.QUEUED);
		this.ledger.succeed(this.ledger.begin(members.get(0).id(), 1, NODE, java.util.Map.of()).orElseThrow());
		this.queue.release();
		assertThat(queued()).contains(members.get(1).id() + ":1").doesNotContain(members.get(3).id() + ":1");
		assertThat(this.jobs.list(JobQuery.ofGroup(group, 10)).jobs()).hasSize(4);
		assertThat(this.jobs.cancelGroup(group, false)).isEqualTo(3);
		assertThat(this.jobs.list(JobQuery.ofGroup(group, 10)).jobs()).allMatch((job) -> job.status().terminal());
	}

	@Test
	void aGroupWithoutALimitIsNotHeldBack() {
		String group = "unbounded " + getClass().getSimpleName();
		List<Job> members = Stream.of(1, 2, 3).map((i) -> submit(null, new JobGroup(group, null))).toList();
		members.forEach(this::prepare);
		this.queue.release();
		assertThat(queued()).hasSize(3);
		submit(null, new JobGroup(group, 1));
		assertThat(this.jdbc.sql("select max_parallel from job_group where name = ?")
			.param(group)
			.query(Integer.class)
			.single()).isEqualTo(1);
	}

}
