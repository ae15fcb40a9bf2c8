package io.mtdnn.jobs.queue;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.mtdnn.jobs.IdempotencyKey;
import io.mtdnn.jobs.JobNotFoundException;
import io.mtdnn.jobs.JobStatus;
import io.mtdnn.jobs.JobSubmission;
import io.mtdnn.jobs.QueueFullException;
import io.mtdnn.jobs.history.EventStore;
import io.mtdnn.jobs.rows.JobEntity;
import io.mtdnn.jobs.rows.JobRepository;
import io.mtdnn.jobs.rows.JobsProperties;
import io.mtdnn.jobs.rows.PlanDocument;
import io.mtdnn.observability.MeterNames;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Adds jobs to the queue and removes them. Submissions on all nodes pass a gate one at a
 * time, so that the queue's capacity is exact and jobs of equal priority run in the order
 * of submission. Row and queue entry are written in one transaction.
 */
@Component
public class JobQueue {

	/**
	 * Prevents threads of this node from holding a database connection while they wait
	 * for the gate.
	 */
	private final ReentrantLock turn = new ReentrantLock(true);

	private final JobRepository jobs;

	private final EventStore events;

	private final IdempotencyStore idempotency;

	private final GroupStore groups;

	private final Scheduler scheduler;

	private final TransactionOperations transactions;

	private final JdbcClient jdbc;

	private final JobsProperties properties;

	private final Clock clock;

	private final Counter refused;

	JobQueue(JobRepository jobs, EventStore events, IdempotencyStore idempotency, GroupStore groups,
			Scheduler scheduler, TransactionOperations transactions, JdbcClient jdbc, JobsProperties properties,
			Clock clock, MeterRegistry meters) {
		this.jobs = jobs;
		this.events = events;
		this.idempotency = idempotency;
		this.groups = groups;
		this.scheduler = scheduler;
		this.transactions = transactions;
		this.jdbc = jdbc;
		this.properties = properties;
		this.clock = clock;
		this.refused = meters.counter(MeterNames.QUEUE_REFUSED);
	}

	/**
	 * Stores a new job, and queues it if it is already prepared.
	 * @param key the client's name for this request; may be null
	 * @param preparingUntil end of the lease if this node has begun the preparation,
	 * otherwise null
	 * @return the new job, or the job that an earlier request with the key created
	 */
	public JobEntity submit(String id, PlanDocument document, JobSubmission submission, @Nullable IdempotencyKey key,
			@Nullable Instant preparingUntil) {
		return throughGate(() -> known(key), (gate) -> {
			JobEntity job = this.jobs.saveAndFlush(new JobEntity(id, gate.number(), gate.turn(), document, submission,
					(submission.maxAttempts() != null) ? submission.maxAttempts() : this.properties.maxAttempts()));
			if (preparingUntil != null) {
				job.prepare(preparingUntil);
			}
			if (submission.group() != null) {
				this.groups.enter(submission.group());
			}
			join(job);
			if (key != null) {
				this.idempotency.note(key, id);
			}
			return job;
		});
	}

	/**
	 * Finds the job of an earlier request. Requests with the same key are serialised at
	 * the gate across all nodes, so the second one finds the first one's job.
	 */
	private @Nullable JobEntity known(@Nullable IdempotencyKey key) {
		return (key == null) ? null : this.idempotency.find(key).flatMap(this.jobs::findById).orElse(null);
	}

	/**
	 * Queues a job again after it has ended.
	 * @param pauseAt share of the steps after which it pauses; null to run to its end if
	 * it has paused, or else to keep its own
	 */
	public void resume(String id, @Nullable Double pauseAt) {
		throughGate(() -> null, (gate) -> {
			JobEntity job = lock(id);
			Double kept = (job.status() != JobStatus.PAUSED) ? job.stop().pauseAt() : null;
			job.resume(gate.turn(), (pauseAt != null) ? pauseAt : kept);
			join(job);
			return job;
		});
	}

	/** Ends a job that is being prepared or waiting; asks a running one to stop. */
	public void cancel(String id, boolean purge) {
		this.transactions.executeWithoutResult((transaction) -> {
			JobEntity job = lock(id);
			job.stop().cancel(purge);
			if (job.status() == JobStatus.QUEUED || job.status() == JobStatus.PREPARING) {
				job.cancel("cancelled by request", this.clock.instant());
				this.events.status(job);
				dequeue(job);
			}
		});
	}

	/**
	 * Checks for space in the queue before costly work.
	 * @throws QueueFullException when the queue is full
	 */
	public void refuseWhenFull() {
		if (this.jobs.countByStatusIn(List.of(JobStatus.PREPARING, JobStatus.QUEUED)) >= this.properties
			.queueCapacity()) {
			this.refused.increment();
			throw new QueueFullException(this.properties.queueCapacity(), this.properties.retryAfter());
		}
	}

	private JobEntity lock(String id) {
		return this.jobs.lock(id).orElseThrow(() -> new JobNotFoundException(id));
	}

	private void join(JobEntity job) {
		if (job.status() == JobStatus.QUEUED) {
			enqueue(job);
		}
		else {
			this.events.status(job);
		}
	}

	/**
	 * Adds a prepared job to the queue at the position of its submission. A job in a
	 * group is held back until {@link #release()}.
	 */
	public void enqueue(JobEntity job) {
		this.events.status(job);
		if (job.turn().group() != null) {
			job.turn().release(false);
		}
		else {
			schedule(job);
		}
	}

	/** Queues held-back jobs up to the limits of their groups. */
	public void release() {
		for (String group : this.groups.holding()) {
			this.transactions.executeWithoutResult((transaction) -> this.groups.next(group)
				.forEach((id) -> this.jobs.lock(id)
					.filter((job) -> job.status() == JobStatus.QUEUED && !job.turn().released())
					.ifPresent(this::release)));
			wake();
		}
	}

	private void release(JobEntity job) {
		job.turn().release(true);
		schedule(job);
	}

	private void schedule(JobEntity job) {
		this.scheduler
			.schedule(new TaskInstance.Builder<Void>(QueueEntry.TASK, instance(job)).priority(job.turn().priority())
				.scheduledTo(job.turn().queuedAt()));
	}

	/** Makes this node's worker poll for jobs now. */
	public void wake() {
		this.scheduler.triggerCheckForDueExecutions();
	}

	private void dequeue(JobEntity job) {
		try {
			this.scheduler.cancel(TaskInstanceId.of(QueueEntry.TASK, instance(job)));
		}
		catch (TaskInstanceException ex) {
			// A worker is reading the entry and will see that the job has ended.
		}
	}

	private static String instance(JobEntity job) {
		return new QueueEntry(job.getId(), job.turn().generation()).text();
	}

	/**
	 * Runs work at the gate.
	 * @param done returns a job that makes the work unnecessary, otherwise null; then no
	 * number is used
	 */
	private JobEntity throughGate(Supplier<@Nullable JobEntity> done, Function<Gate, JobEntity> work) {
		this.turn.lock();
		try {
			JobEntity job = this.transactions.execute((transaction) -> {
				Gate gate = stopAtGate();
				JobEntity found = done.get();
				if (found != null) {
					return found;
				}
				pass(gate);
				refuseWhenFull();
				return work.apply(gate);
			});
			wake();
			return job;
		}
		finally {
			this.turn.unlock();
		}
	}

	private Gate stopAtGate() {
		Gate last = this.jdbc.sql("select next_number, last_turn from job_gate where id = 1 for update")
			.query((result, row) -> new Gate(result.getLong(1), result.getTimestamp(2).toInstant()))
			.single();
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		return new Gate(last.number(), now.isAfter(last.turn()) ? now : last.turn().plus(1, ChronoUnit.MICROS));
	}

	private void pass(Gate gate) {
		this.jdbc.sql("update job_gate set next_number = ?, last_turn = ? where id = 1")
			.params(gate.number() + 1, OffsetDateTime.ofInstant(gate.turn(), ZoneOffset.UTC))
			.update();
	}

	/**
	 * A position in the order of submission.
	 *
	 * @param turn later than the turns of all earlier positions
	 */
	private record Gate(long number, Instant turn) {

	}

}
