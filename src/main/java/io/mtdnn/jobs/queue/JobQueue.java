package io.mtdnn.jobs.queue;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
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
import io.mtdnn.jobs.queue.SubmissionGate.Place;
import io.mtdnn.jobs.rows.JobEntity;
import io.mtdnn.jobs.rows.JobRepository;
import io.mtdnn.jobs.rows.JobsProperties;
import io.mtdnn.jobs.rows.PlanDocument;
import io.mtdnn.observability.MeterNames;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Adds jobs to the queue, through a {@link SubmissionGate}, and removes them. Row and
 * queue entry are written in one transaction.
 */
@Component
public class JobQueue {

	private final JobRepository jobs;

	private final EventStore events;

	private final IdempotencyStore idempotency;

	private final GroupStore groups;

	private final SubmissionGate gate;

	private final Scheduler scheduler;

	private final TransactionOperations transactions;

	private final JobsProperties properties;

	private final Clock clock;

	private final Counter refused;

	JobQueue(JobRepository jobs, EventStore events, IdempotencyStore idempotency, GroupStore groups,
			SubmissionGate gate, Scheduler scheduler, TransactionOperations transactions, JobsProperties properties,
			Clock clock, MeterRegistry meters) {
		this.jobs = jobs;
		this.events = events;
		this.idempotency = idempotency;
		this.groups = groups;
		this.gate = gate;
		this.scheduler = scheduler;
		this.transactions = transactions;
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
		return throughGate(() -> known(key), (place) -> {
			JobEntity job = this.jobs.saveAndFlush(new JobEntity(id, place.number(), place.turn(), document, submission,
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
		throughGate(() -> null, (place) -> {
			JobEntity job = lock(id);
			Double kept = (job.status() != JobStatus.PAUSED) ? job.stop().pauseAt() : null;
			job.resume(place.turn(), (pauseAt != null) ? pauseAt : kept);
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

	/** Maximum number of jobs that wait or are being prepared. */
	public int capacity() {
		return this.properties.queueCapacity();
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

	private JobEntity throughGate(Supplier<@Nullable JobEntity> done, Function<Place, JobEntity> work) {
		JobEntity job = this.gate.pass(done, (place) -> {
			refuseWhenFull();
			return work.apply(place);
		});
		wake();
		return job;
	}

}
