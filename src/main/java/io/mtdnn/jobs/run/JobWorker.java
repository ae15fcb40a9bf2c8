package io.mtdnn.jobs.run;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.mtdnn.jobs.Job;
import io.mtdnn.jobs.claims.Claim;
import io.mtdnn.jobs.claims.RunEnvironment;
import io.mtdnn.jobs.claims.RunLedger;
import io.mtdnn.jobs.claims.WorkerState;
import io.mtdnn.jobs.files.PreparedRun;
import io.mtdnn.jobs.files.RunDirectories;
import io.mtdnn.jobs.files.RunFolder;
import io.mtdnn.jobs.queue.QueueEntry;
import io.mtdnn.node.NodeName;
import io.mtdnn.storage.DiskReserve;
import io.mtdnn.training.TrainingEngine;
import io.mtdnn.training.TrainingFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Takes jobs from the queue, as many at a time as there are devices to train on. */
@Component
public class JobWorker {

	private static final Logger logger = LoggerFactory.getLogger(JobWorker.class);

	private static final Duration LOCKED = Duration.ofSeconds(5);

	private static final Duration SHORT_OF_SPACE = Duration.ofSeconds(10);

	private final JobRun run;

	private final TrainingEngine engine;

	private final RunLedger ledger;

	private final RunDirectories directories;

	private final RunFolder folder;

	private final JobLog log;

	private final RunEnvironment environment;

	private final WorkerState state;

	private final NodeName node;

	private final DiskReserve reserve;

	private final Clock clock;

	JobWorker(JobRun run, TrainingEngine engine, RunLedger ledger, RunDirectories directories, RunFolder folder,
			JobLog log, RunEnvironment environment, WorkerState state, NodeName node, DiskReserve reserve,
			Clock clock) {
		this.run = run;
		this.engine = engine;
		this.ledger = ledger;
		this.directories = directories;
		this.folder = folder;
		this.log = log;
		this.environment = environment;
		this.state = state;
		this.node = node;
		this.reserve = reserve;
		this.clock = clock;
	}

	CompletionHandler<Void> execute(TaskInstance<Void> instance, ExecutionContext context) {
		int inHand = this.state.begin();
		if (inHand == 0) {
			return completion(Verdict.BACK);
		}
		Scheduler scheduler = (Scheduler) context.getSchedulerClient();
		Verdict verdict = Verdict.BACK;
		try {
			if (inHand == this.engine.devices().size()) {
				// Looking for more work while there is no hand free would only fill the
				// executor's queue.
				scheduler.pause();
			}
			verdict = take(QueueEntry.parse(instance.getId()));
		}
		finally {
			this.state.end();
			if (!this.state.stopping()) {
				scheduler.resume();
				scheduler.triggerCheckForDueExecutions();
			}
		}
		return completion(verdict);
	}

	/** Runs a job if it can be claimed. */
	private Verdict take(QueueEntry entry) {
		if (this.reserve.shortage().isPresent()) {
			// It waits for space; begun, it would soon fail.
			return Verdict.later(SHORT_OF_SPACE);
		}
		try (MDC.MDCCloseable job = MDC.putCloseable(Claim.MDC_KEY, entry.jobId())) {
			return locked(entry);
		}
		catch (DataAccessException | TransactionException ex) {
			logger.warn("Job {} cannot be taken while the database is away: {}", entry.jobId(), ex.getMessage());
			return Verdict.later(LOCKED);
		}
	}

	private Verdict locked(QueueEntry entry) {
		RunDirectories.Lock lock;
		try {
			lock = this.directories.lock(entry.jobId());
		}
		catch (UncheckedIOException ex) {
			return claim(entry).map((claim) -> this.run.unprepared(claim, RunFolder.unusable(ex.getCause())))
				.orElse(Verdict.DONE);
		}
		if (lock == null) {
			// Its former worker was taken for dead but lives; it will see that it has
			// lost its claim.
			return Verdict.later(LOCKED);
		}
		try (lock) {
			return claim(entry).map((claim) -> run(claim, lock)).orElse(Verdict.DONE);
		}
	}

	private Optional<Claim> claim(QueueEntry entry) {
		return this.ledger.begin(entry.jobId(), entry.generation(), this.node, this.environment.describe());
	}

	private Verdict run(Claim claim, RunDirectories.Lock lock) {
		PreparedRun prepared;
		try {
			prepared = this.folder.prepare(claim, lock);
		}
		catch (TrainingFailure ex) {
			return this.run.unprepared(claim, ex);
		}
		try (JobLog.Recording recording = this.log.record(claim.jobId())) {
			return this.run.run(claim, prepared);
		}
	}

	private CompletionHandler<Void> completion(Verdict verdict) {
		return (complete, operations) -> {
			switch (verdict.next()) {
				case REMOVE -> operations.remove();
				case BACK -> operations.reschedule(complete, complete.getExecution().getExecutionTime());
				case LATER -> operations.reschedule(complete, this.clock.instant().plus(verdict.delay()));
				case LEAVE -> {
					// Another worker has the entry, or will find it without a heartbeat.
				}
			}
		};
	}

}
