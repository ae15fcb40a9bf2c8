package io.mtdnn.jobs.rows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.mtdnn.jobs.JobConflictException;
import io.mtdnn.jobs.JobStatus;
import io.mtdnn.jobs.JobSubmission;
import io.mtdnn.task.Excerpt;
import io.mtdnn.training.FailureKind;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** A job's row. It changes under a row lock, through verbs that check its state. */
@Entity
@Table(name = "job")
@DynamicUpdate
public class JobEntity implements Persistable<String> {

	private static final int REASON = 4000;

	/** Sorts below all scores. */
	private static final double NO_SCORE = -1e9;

	@Id
	private String id;

	private long number;

	private String name;

	/** Read by queries. */
	@SuppressWarnings("unused")
	private String encoder;

	@Enumerated(EnumType.STRING)
	private JobStatus status;

	private @Nullable String reason;

	private int priority;

	private int maxAttempts;

	private int attempt;

	private int fruitlessAttempts;

	private int generation;

	private boolean cancelRequested;

	private boolean purged;

	private String plan;

	/** Read by queries; null in jobs of earlier versions. */
	@SuppressWarnings("unused")
	private @Nullable String planHash;

	@Embedded
	private JobPreparation preparation;

	private @Nullable String scores;

	private double scoreOrder = NO_SCORE;

	private @Nullable String groupName;

	private boolean released = true;

	private @Nullable String environment;

	/** Share of the steps after which it pauses; null to run to its end. */
	private @Nullable Double pauseAt;

	private @Nullable String notes;

	private Instant createdAt;

	private Instant queuedAt;

	private @Nullable Instant startedAt;

	@Embedded
	private JobEnd end = JobEnd.open();

	@Embedded
	private JobProgress progress;

	private long journalPosition;

	private long nextSequence = 1;

	@ElementCollection
	@CollectionTable(name = "job_dataset", joinColumns = @JoinColumn(name = "job_id"))
	@OrderColumn(name = "position")
	@Column(name = "dataset")
	private List<String> datasets = new ArrayList<>();

	@ElementCollection
	@CollectionTable(name = "job_tag", joinColumns = @JoinColumn(name = "job_id"))
	@Column(name = "tag")
	@BatchSize(size = 100)
	private Set<String> tags = new LinkedHashSet<>();

	@Transient
	private boolean isNew;

	@SuppressWarnings("NullAway.Init")
	protected JobEntity() {
	}

	public JobEntity(String id, long number, Instant now, PlanDocument document, JobSubmission submission,
			int maxAttempts) {
		this.id = id;
		this.number = number;
		this.name = Objects.requireNonNull(StorableText.of(document.plan().name()));
		this.encoder = document.plan().encoder();
		document.plan().tasks().forEach((task) -> uses(task.dataset()));
		document.plan()
			.tasks()
			.stream()
			.filter((task) -> task.evaluateOn() != null)
			.forEach((task) -> task.evaluateOn().forEach(this::uses));
		this.plan = document.planJson();
		this.planHash = PlanDocument.hash(document.plan());
		this.preparation = new JobPreparation(document.preflightJson());
		this.progress = new JobProgress(document.totalSteps());
		this.priority = (submission.priority() != null) ? submission.priority() : 0;
		this.maxAttempts = maxAttempts;
		label(submission.tags(), submission.notes());
		this.createdAt = now;
		this.queuedAt = now;
		this.generation = 1;
		this.groupName = (submission.group() != null) ? submission.group().name() : null;
		this.pauseAt = submission.pauseAt();
		this.status = waiting();
		this.isNew = true;
	}

	private void uses(String dataset) {
		if (!this.datasets.contains(dataset)) {
			this.datasets.add(dataset);
		}
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
		evaluationSets.forEach(this::uses);
		this.preparation.succeed(preflightJson);
		this.progress.planned(steps);
		this.fruitlessAttempts = 0;
		this.status = JobStatus.QUEUED;
	}

	/** Fails the job because it cannot be prepared. */
	public void failUnprepared(String problemJson, FailureKind kind, @Nullable String why, Instant now) {
		this.preparation.fail(problemJson);
		fail(kind, why, now);
	}

	/** Sets whether its group allows it in the queue. */
	public void release(boolean now) {
		this.released = now;
	}

	public boolean released() {
		return this.released;
	}

	/** Begins an attempt. An earlier attempt that is still running loses its claim. */
	public int start(Instant now, String environmentJson) {
		require(JobStatus.QUEUED);
		this.status = JobStatus.RUNNING;
		this.reason = null;
		this.attempt++;
		this.environment = environmentJson;
		this.startedAt = (this.startedAt != null) ? this.startedAt : now;
		return this.attempt;
	}

	/** Stores the newest attempt's environment. */
	public void describe(String environmentJson) {
		this.environment = environmentJson;
	}

	/**
	 * Stores the scores of an evaluation.
	 * @param main its score on the plan's first task; null if that has not been evaluated
	 * yet
	 */
	public void scored(String scoresJson, @Nullable Double main) {
		this.scores = scoresJson;
		this.scoreOrder = (main != null) ? main : NO_SCORE;
	}

	public @Nullable String scores() {
		return this.scores;
	}

	public double scoreOrder() {
		return this.scoreOrder;
	}

	public void checkpointed(int atStep) {
		if (this.progress.checkpointed(atStep)) {
			this.fruitlessAttempts = 0;
		}
	}

	public void journalWrittenTo(long position) {
		this.journalPosition = position;
	}

	/** Returns the job to the queue because it was handed back or its worker crashed. */
	public void requeue(String why) {
		require(JobStatus.RUNNING);
		this.status = JobStatus.QUEUED;
		this.reason = shorten(why);
		this.progress.interrupted();
	}

	/** Counts a failed attempt and returns whether another one is allowed. */
	public boolean mayTryAgain() {
		this.fruitlessAttempts++;
		return this.fruitlessAttempts < this.maxAttempts;
	}

	/**
	 * Queues the job again at the user's request.
	 * @param nextPause share of the steps after which it pauses; null to run to its end
	 */
	public void resume(Instant now, @Nullable Double nextPause) {
		requireResumable();
		this.pauseAt = nextPause;
		this.status = waiting();
		this.preparation.clear();
		this.reason = "resumed by request";
		this.end = JobEnd.open();
		this.cancelRequested = false;
		this.purged = false;
		this.fruitlessAttempts = 0;
		this.queuedAt = now;
		this.generation++;
	}

	public void requireResumable() {
		if (!this.status.terminal() || this.status == JobStatus.SUCCEEDED) {
			throw new JobConflictException("Only failed, cancelled and paused jobs can be resumed; job '" + this.id
					+ "' is " + this.status + ".");
		}
	}

	public void requestCancel(boolean purge) {
		this.cancelRequested = true;
		this.purged |= purge;
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
		this.reason = shorten(why);
		this.end = JobEnd.at(now, kind, this.startedAt);
		this.progress.ended();
		this.preparation.lease(null);
	}

	private void require(JobStatus expected) {
		if (this.status != expected) {
			throw new IllegalStateException("job " + this.id + " is " + this.status + " instead of " + expected);
		}
	}

	/**
	 * Reserves sequence numbers for {@code count} events and returns the first.
	 */
	public long takeSequences(int count) {
		long first = this.nextSequence;
		this.nextSequence += count;
		return first;
	}

	public void label(@Nullable Set<String> newTags, @Nullable String newNotes) {
		if (newTags != null) {
			this.tags.clear();
			newTags.stream().map(StorableText::of).forEach(this.tags::add);
		}
		if (newNotes != null) {
			this.notes = StorableText.of(newNotes);
		}
	}

	static @Nullable String shorten(@Nullable String text) {
		return (text != null) ? Excerpt.within(text, REASON) : null;
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

	public String name() {
		return this.name;
	}

	public JobStatus status() {
		return this.status;
	}

	public @Nullable String reason() {
		return this.reason;
	}

	public JobPreparation preparation() {
		return this.preparation;
	}

	public JobProgress progress() {
		return this.progress;
	}

	public JobEnd end() {
		return this.end;
	}

	public int priority() {
		return this.priority;
	}

	public int maxAttempts() {
		return this.maxAttempts;
	}

	public int attempt() {
		return this.attempt;
	}

	public int fruitlessAttempts() {
		return this.fruitlessAttempts;
	}

	public int generation() {
		return this.generation;
	}

	public boolean cancelRequested() {
		return this.cancelRequested;
	}

	public boolean purged() {
		return this.purged;
	}

	public String plan() {
		return this.plan;
	}

	public @Nullable String group() {
		return this.groupName;
	}

	/** Share of the steps after which it pauses; null to run to its end. */
	public @Nullable Double pauseAt() {
		return this.pauseAt;
	}

	public @Nullable String environment() {
		return this.environment;
	}

	public @Nullable String notes() {
		return this.notes;
	}

	public Set<String> tags() {
		return this.tags;
	}

	public Instant createdAt() {
		return this.createdAt;
	}

	public Instant queuedAt() {
		return this.queuedAt;
	}

	public @Nullable Instant startedAt() {
		return this.startedAt;
	}

	public long journalPosition() {
		return this.journalPosition;
	}

	public long nextSequence() {
		return this.nextSequence;
	}

}
