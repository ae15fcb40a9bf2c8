package io.mtdnn.jobs.run;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
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
import io.mtdnn.jobs.files.RunFiles;
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

/** Takes jobs from the queue, at most one per device at a time. */
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

	private final RunFiles files;

	private final JobLog log;

	private final RunEnvironment environment;

	private final WorkerState state;

	private final NodeName node;

	private final DiskReserve reserve;

	JobWorker(JobRun run, TrainingEngine engine, RunLedger ledger, RunDirectories directories, RunFolder folder,
			RunFiles files, JobLog log, RunEnvironment environment, WorkerState state, NodeName node,
			DiskReserve reserve) {
		this.run = run;
		this.engine = engine;
		this.ledger = ledger;
		this.directories = directories;
		this.folder = folder;
		this.files = files;
		this.log = log;
		this.environment = environment;
		this.state = state;
		this.node = node;
		this.reserve = reserve;
	}

	CompletionHandler<Void> execute(TaskInstance<Void> instance, ExecutionContext context) {
		int inHand = this.state.begin();
		if (inHand == 0) {
			return QueueAnswers.BACK;
		}
		Scheduler scheduler = (Scheduler) context.getSchedulerClient();
		CompletionHandler<Void> answer = QueueAnswers.BACK;
		try {
			if (inHand == this.engine.runsAtOnce()) {
				// Polling for more work while all threads are busy would only fill the
				// executor's queue.
				scheduler.pause();
			}
			answer = take(QueueEntry.parse(instance.getId()));
		}
		finally {
			this.state.end();
			if (!this.state.stopping()) {
				scheduler.resume();
				scheduler.triggerCheckForDueExecutions();
			}
		}
		return answer;
	}

	/** Runs a job if it can be claimed. */
	private CompletionHandler<Void> take(QueueEntry entry) {
		if (this.reserve.shortage().isPresent()) {
			// The job waits for disk space; if started, it would soon fail.
			return QueueAnswers.later(SHORT_OF_SPACE);
		}
		try (MDC.MDCCloseable job = MDC.putCloseable(Claim.MDC_KEY, entry.jobId())) {
			return locked(entry);
		}
		catch (DataAccessException | TransactionException ex) {
			logger.warn("Could not claim job {} because the database is unavailable: {}", entry.jobId(),
					ex.getMessage());
			return QueueAnswers.later(LOCKED);
		}
	}

	private CompletionHandler<Void> locked(QueueEntry entry) {
		RunDirectories.Lock lock;
		try {
			lock = this.directories.lock(entry.jobId());
		}
		catch (UncheckedIOException ex) {
			return claim(entry)
				.map((claim) -> this.run.unprepared(claim, RunFolder.unusable(Objects.requireNonNull(ex.getCause()))))
				.orElse(QueueAnswers.DONE);
		}
		if (lock == null) {
			// Its former worker was considered dead but is alive; it will notice that it
			// has
			// lost its claim.
			return QueueAnswers.later(LOCKED);
		}
		try (lock) {
			return claim(entry).map((claim) -> run(claim, lock)).orElseGet(() -> ended(entry));
		}
	}

	/** The job was cancelled, maybe while its last attempt failed. */
	private CompletionHandler<Void> ended(QueueEntry entry) {
		this.files.purgeIfRequested(entry.jobId());
		return QueueAnswers.DONE;
	}

	private Optional<Claim> claim(QueueEntry entry) {
		return this.ledger.begin(entry.jobId(), entry.generation(), this.node, this.environment.describe());
	}

	private CompletionHandler<Void> run(Claim claim, RunDirectories.Lock lock) {
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

}
