package io.mtdnn.jobs.rows;

import java.time.Instant;
import java.util.List;

import io.mtdnn.jobs.JobConflictException;
import io.mtdnn.jobs.JobStatus;
import io.mtdnn.jobs.JobSubmission;
import io.mtdnn.training.FailureKind;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** A job's row. It changes under a row lock, through verbs that check its state. */
@Entity
@Table(name = "job")
@DynamicUpdate
public class JobEntity implements Persistable<String> {

	@Id
	private String id;

	private long number;

	@Embedded
	private JobDescription description;

	@Embedded
	private JobPlan plan;

	@Enumerated(EnumType.STRING)
	private JobStatus status;

	private @Nullable String reason;

	private Instant createdAt;

	@Embedded
	private JobTurn turn;

	@Embedded
	private JobStop stop;

	@Embedded
	private JobPreparation preparation;

	@Embedded
	private JobAttempts attempts;

	@Embedded
	private JobProgress progress;

	@Embedded
	private JobRecord record = new JobRecord();

	@Embedded
	private JobScores scores = new JobScores();

	@Embedded
	private JobEnd end = JobEnd.open();

	@Transient
	private boolean isNew;

	@SuppressWarnings("NullAway.Init")
	protected JobEntity() {
	}

	public JobEntity(String id, long number, Instant now, PlanDocument document, JobSubmission submission,
			int maxAttempts) {
		this.id = id;
		this.number = number;
		this.description = new JobDescription(document.plan().name(), submission);
		this.plan = new JobPlan(document.plan(), document.planJson());
		this.turn = new JobTurn(now, submission);
		this.stop = new JobStop(submission.pauseAt());
		this.preparation = new JobPreparation(document.preflightJson());
		this.attempts = new JobAttempts(maxAttempts);
		this.progress = new JobProgress(document.totalSteps());
		this.createdAt = now;
		this.status = waiting();
		this.isNew = true;
	}

	private JobStatus waiting() {
		return (this.preparation.preflight() != null) ? JobStatus.QUEUED : JobStatus.PREPARING;
	}

	/**
	 * Whether a node may begin to prepare it: it is not being prepared, or its
	 * preparation has expired.
	 */
	public boolean mayBePrepared(Instant now) {
		return this.status == JobStatus.PREPARING && this.preparation.isFree(now);
	}

	/**
	 * Begins a preparation.
	 * @return the preparation's number
	 */
	public int prepare(Instant until) {
		require(JobStatus.PREPARING);
		return this.preparation.begin(until);
	}

	/** Whether a preparation is the newest and still needed. */
	public boolean isPreparedBy(int number) {
		return this.status == JobStatus.PREPARING && this.preparation.isNewest(number);
	}

	/**
	 * Completes the preparation.
	 * @param evaluationSets names of the sets that the job is evaluated on
	 */
	public void prepared(String preflightJson, int steps, List<String> evaluationSets) {
		require(JobStatus.PREPARING);
		this.plan.uses(evaluationSets);
		this.preparation.succeed(preflightJson);
		this.progress.planned(steps);
		this.attempts.fruitful();
		this.status = JobStatus.QUEUED;
	}

	/** Fails the job because it cannot be prepared. */
	public void failUnprepared(String problemJson, FailureKind kind, @Nullable String why, Instant now) {
		this.preparation.fail(problemJson);
		fail(kind, why, now);
	}

	/** Begins an attempt. An earlier attempt that is still running loses its claim. */
	public int start(Instant now, String environmentJson) {
		require(JobStatus.QUEUED);
		this.status = JobStatus.RUNNING;
		this.reason = null;
		return this.attempts.begin(now, environmentJson);
	}

	public void checkpointed(int atStep) {
		if (this.progress.checkpointed(atStep)) {
			this.attempts.fruitful();
		}
	}

	/** Returns the job to the queue because it was handed back or its worker crashed. */
	public void requeue(String why) {
		require(JobStatus.RUNNING);
		this.status = JobStatus.QUEUED;
		this.reason = StorableText.reason(why);
		this.progress.interrupted();
	}

	/**
	 * Queues the job again at the user's request.
	 * @param nextPause share of the steps after which it pauses; null to run to its end
	 */
	public void resume(Instant now, @Nullable Double nextPause) {
		requireResumable();
		this.stop = new JobStop(nextPause);
		this.status = waiting();
		this.preparation.clear();
		this.reason = "resumed by request";
		this.end = JobEnd.open();
		this.attempts.fruitful();
		this.turn.again(now);
	}

	public void requireResumable() {
		if (!this.status.terminal() || this.status == JobStatus.SUCCEEDED) {
			throw new JobConflictException("Only failed, cancelled and paused jobs can be resumed; job '" + this.id
					+ "' is " + this.status + ".");
		}
	}

	public void succeed(Instant now) {
		require(JobStatus.RUNNING);
		end(JobStatus.SUCCEEDED, null, null, now);
	}

	public void fail(FailureKind kind, @Nullable String why, Instant now) {
		end(JobStatus.FAILED, kind, why, now);
	}

	public void cancel(String why, Instant now) {
		end(JobStatus.CANCELLED, null, why, now);
	}

	public void pause(Instant now) {
		require(JobStatus.RUNNING);
		end(JobStatus.PAUSED, null, "paused after step " + this.progress.step() + " of " + this.progress.totalSteps(),
				now);
	}

	private void end(JobStatus newStatus, @Nullable FailureKind kind, @Nullable String why, Instant now) {
		if (this.status.terminal()) {
			throw new IllegalStateException("job " + this.id + " has already ended: " + this.status);
		}
		this.status = newStatus;
		this.reason = StorableText.reason(why);
		this.end = JobEnd.at(now, kind, this.attempts.startedAt());
		this.progress.ended();
		this.preparation.lease(null);
	}

	private void require(JobStatus expected) {
		if (this.status != expected) {
			throw new IllegalStateException("job " + this.id + " is " + this.status + " instead of " + expected);
		}
	}

	@Override
	public String getId() {
		return this.id;
	}

	@Override
	public boolean isNew() {
		return this.isNew;
	}

	public long number() {
		return this.number;
	}

	public JobStatus status() {
		return this.status;
	}

	public @Nullable String reason() {
		return this.reason;
	}

	public JobDescription description() {
		return this.description;
	}

	public JobPlan plan() {
		return this.plan;
	}

	public JobTurn turn() {
		return this.turn;
	}

	public JobStop stop() {
		return this.stop;
	}

	public JobPreparation preparation() {
		return this.preparation;
	}

	public JobProgress progress() {
		return this.progress;
	}

	public JobAttempts attempts() {
		return this.attempts;
	}

	public JobRecord record() {
		return this.record;
	}

	public JobScores scores() {
		return this.scores;
	}

	public JobEnd end() {
		return this.end;
	}

	public Instant createdAt() {
		return this.createdAt;
	}

}
