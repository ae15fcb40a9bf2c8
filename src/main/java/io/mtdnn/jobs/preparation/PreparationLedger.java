package io.mtdnn.jobs.preparation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;

import io.mtdnn.jobs.JobProblem;
import io.mtdnn.jobs.history.EventStore;
import io.mtdnn.jobs.queue.JobQueue;
import io.mtdnn.jobs.rows.JobEntity;
import io.mtdnn.jobs.rows.JobJson;
import io.mtdnn.jobs.rows.JobRepository;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.training.FailureKind;
import io.mtdnn.training.PreflightReport;
import io.mtdnn.web.ProblemType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Assigns preparations of jobs to nodes. A preparation is a lease that its node renews;
 * when it expires, another node begins a new one. Only the newest preparation may write a
 * result, so that a node that was wrongly considered dead cannot prepare a job twice.
 */
@Component
class PreparationLedger {

	/** A node that has not renewed a preparation for this long is considered dead. */
	static final Duration LEASE = Duration.ofSeconds(30);

	private static final int LOOKED_AT = 10;

	private final JobRepository jobs;

	private final JobQueue queue;

	private final EventStore events;

	private final TransactionOperations transactions;

	private final JdbcClient jdbc;

	private final JobJson json;

	private final Clock clock;

	PreparationLedger(JobRepository jobs, JobQueue queue, EventStore events, TransactionOperations transactions,
			JdbcClient jdbc, JobJson json, Clock clock) {
		this.jobs = jobs;
		this.queue = queue;
		this.events = events;
		this.transactions = transactions;
		this.jdbc = jdbc;
		this.json = json;
		this.clock = clock;
	}

	/** Begins to prepare the next job: by priority, then by order of submission. */
	Optional<Preparation> next() {
		return this.jdbc
			.sql("select id from job where status = 'PREPARING' and (preparing_until is null or preparing_until < ?)"
					+ " order by priority desc, number fetch first " + LOOKED_AT + " rows only")
			.param(OffsetDateTime.ofInstant(this.clock.instant(), ZoneOffset.UTC))
			.query(String.class)
			.list()
			.stream()
			.flatMap((id) -> begin(id).stream())
			.findFirst();
	}

	/** Begins to prepare a job unless another node is preparing it. */
	Optional<Preparation> begin(String jobId) {
		return this.transactions.execute((transaction) -> this.jobs.lock(jobId)
			.filter((job) -> job.mayBePrepared(this.clock.instant()))
			.filter(this::worthwhile)
			.map((job) -> new Preparation(jobId, job.prepare(end()),
					this.json.read(job.plan().json(), TrainingPlan.class))));
	}

	/**
	 * Whether to try again; a job whose preparation repeatedly crashes its node fails
	 * instead.
	 */
	private boolean worthwhile(JobEntity job) {
		if (!job.preparation().isLost() || job.attempts().mayTryAgain()) {
			return true;
		}
		String reason = "its pre-flight was started " + job.attempts().most()
				+ " times, and its node crashed each time";
		fail(job, FailureKind.INTERNAL, PlanProblems.failed(ProblemType.INTERNAL_ERROR, reason), reason);
		return false;
	}

	private Instant end() {
		return this.clock.instant().plus(LEASE);
	}

	/** Extends the lease while the node prepares the job. */
	void renew(Preparation preparation) {
		held(preparation, (job) -> job.preparation().lease(end()));
	}

	/** Ends the lease because the node stops, so that another node can begin at once. */
	void giveBack(Preparation preparation) {
		held(preparation, (job) -> job.preparation().lease(null));
	}

	/** Stores the report and queues the job. */
	void succeed(Preparation preparation, PreflightReport report) {
		held(preparation, (job) -> {
			job.prepared(this.json.write(report), report.totalSteps(), report.evaluationSets());
			this.queue.enqueue(job);
		});
		this.queue.wake();
	}

	/** Fails a job that cannot be prepared. */
	void fail(Preparation preparation, FailureKind kind, JobProblem problem, String reason) {
		held(preparation, (job) -> fail(job, kind, problem, reason));
	}

	private void fail(JobEntity job, FailureKind kind, JobProblem problem, String reason) {
		job.failUnprepared(this.json.write(problem), kind, reason, this.clock.instant());
		this.events.status(job);
	}

	/** Does the work unless the job was cancelled or another preparation has begun. */
	private void held(Preparation preparation, Consumer<JobEntity> work) {
		this.transactions.executeWithoutResult((transaction) -> this.jobs.lock(preparation.jobId())
			.filter((job) -> job.isPreparedBy(preparation.number()))
			.ifPresent(work));
	}

}
