package io.mtdnn.jobs.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import io.mtdnn.jobs.claims.RunLedger;
import io.mtdnn.jobs.files.RunDirectories;
import io.mtdnn.jobs.files.RunFiles;
import io.mtdnn.jobs.queue.QueueEntry;
import io.mtdnn.jobs.rows.JobRepository;
import io.mtdnn.node.NodeName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Returns the jobs of dead workers to the queue. A worker is dead when its heartbeats
 * stop or, as seen on its own machine, as soon as its run's lock is free, because the
 * system releases the lock whenever a process ends. The node that notices this declares
 * one specific attempt dead, under the lock of the job's row, so that an attempt that has
 * begun since is not affected.
 */
@Component
class Takeover extends AbstractSchedulerListener {

	private static final Logger logger = LoggerFactory.getLogger(Takeover.class);

	private final RunLedger ledger;

	private final JobRepository jobs;

	private final RunDirectories directories;

	private final RunFiles files;

	private final TransactionOperations transactions;

	private final JdbcClient jdbc;

	private final NodeName node;

	private final Duration longestGap;

	private final Clock clock;

	private @Nullable Instant lastRound;

	Takeover(RunLedger ledger, JobRepository jobs, RunDirectories directories, RunFiles files,
			TransactionOperations transactions, JdbcClient jdbc, NodeName node, HeartbeatProperties heartbeat,
			Clock clock) {
		this.ledger = ledger;
		this.jobs = jobs;
		this.directories = directories;
		this.files = files;
		this.transactions = transactions;
		this.jdbc = jdbc;
		this.node = node;
		// db-scheduler looks for dead executions every two heartbeats.
		this.longestGap = heartbeat.heartbeatInterval().multipliedBy(3);
		this.clock = clock;
	}

	/**
	 * Called when db-scheduler finds an entry whose worker has stopped sending
	 * heartbeats.
	 */
	void dead(ExecutionComplete complete, ExecutionOperations<Void> operations) {
		Execution execution = complete.getExecution();
		if (!steady()) {
			logger.info(
					"The worker of {} does not respond, but this node was disconnected from the database; waiting longer",
					execution.getId());
			return;
		}
		String reason = "worker " + execution.pickedBy + " has not responded since " + execution.lastHeartbeat;
		QueueEntry entry = QueueEntry.parse(execution.getId());
		boolean lost = this.ledger.lost(entry.jobId(),
				(job) -> job.turn().generation() == entry.generation() && unchanged(execution), reason);
		logger.warn("{}: {}", execution.getId(),
				lost ? reason : "its queue entry was released because its worker had not started");
		if (lost) {
			this.files.purgeIfRequested(entry.jobId());
		}
		if (unchanged(execution)) {
			operations.reschedule(complete, execution.getExecutionTime());
		}
	}

	/**
	 * Whether an entry is unchanged. If not, another node has acted on it, and another
	 * worker may have it.
	 */
	private boolean unchanged(Execution execution) {
		return this.jdbc
			.sql("select count(*) from scheduled_tasks where task_name = ? and task_instance = ?"
					+ " and version = ? and picked = true")
			.params(QueueEntry.TASK, execution.getId(), execution.version)
			.query(Integer.class)
			.single() == 1;
	}

	@Override
	public void onSchedulerEvent(SchedulerEventType type) {
		if (type == SchedulerEventType.RAN_DETECT_DEAD) {
			this.lastRound = this.clock.instant();
		}
	}

	/** Whether this node has seen the database continuously since the last check. */
	private boolean steady() {
		return this.lastRound != null && !this.clock.instant().isAfter(this.lastRound.plus(this.longestGap));
	}

	/** Looks for jobs whose worker process on this machine has ended. */
	void sweep() {
		for (JobRepository.RunningAttempt run : this.jobs.findRunningOn(this.node.machine().id())) {
			if (this.directories.abandoned(run.getJobId())) {
				revive(run.getJobId(), run.getAttempt(), new QueueEntry(run.getJobId(), run.getGeneration()));
				this.files.purgeIfRequested(run.getJobId());
			}
		}
	}

	/**
	 * Marks the attempt as lost and releases its entry in one transaction, so that no
	 * other attempt can begin in between.
	 */
	private void revive(String jobId, int attempt, QueueEntry entry) {
		this.transactions.executeWithoutResult((transaction) -> {
			if (this.ledger.lost(jobId, (job) -> job.attempts().newest() == attempt, "the worker process has ended")) {
				logger.warn("The worker process of job {}, attempt {}, has ended", jobId, attempt);
				this.jdbc
					.sql("update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null,"
							+ " version = version + 1 where task_name = ? and task_instance = ? and picked = true")
					.params(QueueEntry.TASK, entry.text())
					.update();
			}
		});
	}

}
