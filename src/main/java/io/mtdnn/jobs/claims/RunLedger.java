package io.mtdnn.jobs.claims;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import io.mtdnn.jobs.AttemptOutcome;
import io.mtdnn.jobs.JobStatus;
import io.mtdnn.jobs.history.EventStore;
import io.mtdnn.jobs.rows.AttemptEntity;
import io.mtdnn.jobs.rows.AttemptRepository;
import io.mtdnn.jobs.rows.JobEntity;
import io.mtdnn.jobs.rows.JobJson;
import io.mtdnn.jobs.rows.JobRepository;
import io.mtdnn.node.NodeName;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.training.FailureKind;
import io.mtdnn.training.PreflightReport;
import io.mtdnn.training.TrainingEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes a worker's results for a job. Every write holds the row's lock and fails with
 * {@link ClaimLostException} once another attempt has begun, so that a worker that was
 * wrongly considered dead cannot disturb its successor.
 */
@Component
public class RunLedger {

	private final JobRepository jobs;

	private final AttemptRepository attempts;

	private final EventStore events;

	private final RunEvents news;

	private final CopyStore copies;

	private final TransactionOperations transactions;

	private final JobJson json;

	private final Clock clock;

	RunLedger(JobRepository jobs, AttemptRepository attempts, EventStore events, RunEvents news, CopyStore copies,
			TransactionOperations transactions, JobJson json, Clock clock) {
		this.jobs = jobs;
		this.attempts = attempts;
		this.events = events;
		this.news = news;
		this.copies = copies;
		this.transactions = transactions;
		this.json = json;
		this.clock = clock;
	}

	/**
	 * Claims a job for a new attempt.
	 * @param generation number of this queueing of the job
	 * @return empty if the job has ended, was cancelled or has since been queued again
	 */
	public Optional<Claim> begin(String jobId, int generation, NodeName node, Map<String, Object> environment) {
		return this.transactions.execute((transaction) -> {
			JobEntity job = this.jobs.lock(jobId).orElse(null);
			if (job == null || job.turn().generation() != generation || job.status().terminal()
					|| job.status() == JobStatus.PREPARING) {
				return Optional.empty();
			}
			if (job.status() == JobStatus.RUNNING) {
				lose(job, "its worker stopped responding");
			}
			if (job.status() == JobStatus.QUEUED && job.stop().cancelRequested()) {
				cancel(job);
				this.events.status(job);
			}
			if (job.status().terminal()) {
				return Optional.empty();
			}
			int predecessor = this.attempts.newestRecorded(jobId);
			int attempt = job.start(this.clock.instant(), this.json.write(environment));
			this.attempts.save(new AttemptEntity(jobId, attempt, node, this.clock.instant()));
			this.events.status(job);
			return Optional.of(new Claim(jobId, attempt, job.description().name(),
					this.json.read(job.plan().json(), TrainingPlan.class),
					this.json.read(Objects.requireNonNull(job.preparation().preflight()), PreflightReport.class)
						.inputs(),
					predecessor, job.stop().pauseAt(), job.record().journalPosition()));
		});
	}

	/**
	 * Writes events of a run.
	 * @param position position in the journal after these events
	 * @return whether cancellation was requested
	 */
	public boolean write(Claim claim, List<TrainingEvent> news, long position) {
		return held(claim, (job) -> {
			this.news.write(job, () -> attempt(claim), news);
			job.record().writtenTo(position);
			return job.stop().cancelRequested();
		});
	}

	/**
	 * Registers a copy of the run in the artifact store.
	 * @return copies that have become obsolete
	 */
	public List<RunCopy> copied(Claim claim, String artifact) {
		return held(claim, (job) -> this.copies.add(job.getId(), claim.attempt(), artifact));
	}

	/**
	 * Removes copies later than the one from which the run continues.
	 * @param newest number of the newest valid copy
	 * @return copies that have become obsolete
	 */
	public List<RunCopy> passedOver(Claim claim, int newest) {
		return held(claim, (job) -> this.copies.removeAfter(job.getId(), newest));
	}

	/**
	 * Checks whether cancellation was requested and that the claim still holds. Writes
	 * nothing.
	 */
	public boolean cancelRequested(Claim claim) {
		return held(claim, (job) -> job.stop().cancelRequested());
	}

	public void succeed(Claim claim) {
		end(claim, AttemptOutcome.SUCCEEDED, null, (job) -> job.succeed(this.clock.instant()));
	}

	/**
	 * Cancels a job that has failed after its cancellation was requested. Its attempt
	 * keeps the reason of the failure.
	 * @return false if it was not requested; then nothing was written
	 */
	public boolean cancelFailed(Claim claim, @Nullable String reason) {
		return held(claim, (job) -> {
			boolean requested = job.stop().cancelRequested();
			if (requested) {
				cancel(job);
				attempt(claim).end(AttemptOutcome.FAILED, reason, this.clock.instant());
				this.events.status(job);
			}
			return requested;
		});
	}

	public void fail(Claim claim, FailureKind kind, @Nullable String reason) {
		end(claim, AttemptOutcome.FAILED, reason, (job) -> job.fail(kind, reason, this.clock.instant()));
	}

	public void cancel(Claim claim) {
		end(claim, AttemptOutcome.CANCELLED, null, this::cancel);
	}

	public void pause(Claim claim) {
		end(claim, AttemptOutcome.PAUSED, null, (job) -> job.pause(this.clock.instant()));
	}

	/**
	 * Returns the job to the queue because this node shuts down; another node continues
	 * it.
	 */
	public void handBack(Claim claim, String reason) {
		end(claim, AttemptOutcome.HANDED_BACK, reason, (job) -> job.requeue(reason));
	}

	/**
	 * Records an internal fault.
	 * @return number of consecutive failed attempts if the job will be retried; 0 if the
	 * job has failed
	 */
	public int failOrRetry(Claim claim, @Nullable String reason) {
		int[] failures = new int[1];
		end(claim, AttemptOutcome.FAILED, reason, (job) -> {
			if (job.attempts().mayTryAgain()) {
				failures[0] = job.attempts().fruitless();
				job.requeue("retrying after: " + reason);
			}
			else {
				job.fail(
						FailureKind.INTERNAL, reason + " (attempt " + job.attempts().newest() + ", the last of "
								+ job.attempts().most() + " consecutive attempts without a new checkpoint)",
						this.clock.instant());
			}
		});
		return failures[0];
	}

	/**
	 * Handles the crash of a running job's worker: returns the job to the queue, or fails
	 * it if this happened too often.
	 * @param same tests, while the row is locked, whether the job still belongs to that
	 * worker
	 * @return false if it does not; then nothing was written
	 */
	public boolean lost(String jobId, Predicate<JobEntity> same, String reason) {
		return Boolean.TRUE.equals(this.transactions.execute((transaction) -> {
			Optional<JobEntity> held = this.jobs.lock(jobId)
				.filter((job) -> job.status() == JobStatus.RUNNING)
				.filter(same);
			held.ifPresent((job) -> lose(job, reason));
			return held.isPresent();
		}));
	}

	/**
	 * Removes the files of a job if it has ended and they are to be removed. The row
	 * stays locked, so that a resumed job does not lose the files that it continues from.
	 */
	public void purge(String jobId, Runnable removal) {
		this.transactions.executeWithoutResult((transaction) -> this.jobs.lock(jobId)
			.filter((job) -> job.status().terminal() && job.stop().purged())
			.ifPresent((job) -> removal.run()));
	}

	private void lose(JobEntity job, String reason) {
		this.attempts.findById(new AttemptEntity.Key(job.getId(), job.attempts().newest()))
			.ifPresent((attempt) -> attempt.end(AttemptOutcome.LOST, reason, this.clock.instant()));
		if (job.stop().cancelRequested()) {
			cancel(job);
		}
		else if (job.attempts().mayTryAgain()) {
			job.requeue(reason);
		}
		else {
			job.fail(FailureKind.INTERNAL, reason + "; this was the last of " + job.attempts().most()
					+ " consecutive attempts without a new checkpoint", this.clock.instant());
		}
		this.events.status(job);
	}

	private void cancel(JobEntity job) {
		job.cancel("cancelled by request", this.clock.instant());
	}

	private void end(Claim claim, AttemptOutcome outcome, @Nullable String reason, Consumer<JobEntity> change) {
		held(claim, (job) -> {
			change.accept(job);
			attempt(claim).end(outcome, reason, this.clock.instant());
			this.events.status(job);
			return null;
		});
	}

	private <T> T held(Claim claim, Function<JobEntity, T> work) {
		return this.transactions.execute((transaction) -> {
			JobEntity job = this.jobs.lock(claim.jobId()).orElseThrow(() -> new ClaimLostException(claim));
			if (job.attempts().newest() != claim.attempt() || job.status() != JobStatus.RUNNING) {
				throw new ClaimLostException(claim);
			}
			return work.apply(job);
		});
	}

	private AttemptEntity attempt(Claim claim) {
		return this.attempts.findById(new AttemptEntity.Key(claim.jobId(), claim.attempt())).orElseThrow();
	}

}
