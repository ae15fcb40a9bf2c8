package io.mtdnn.jobs.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import io.mtdnn.jobs.JobStatus;
import io.mtdnn.jobs.claims.RunLedger;
import io.mtdnn.jobs.files.RunDirectories;
import io.mtdnn.jobs.queue.QueueEntry;
import io.mtdnn.jobs.rows.AttemptEntity;
import io.mtdnn.jobs.rows.AttemptRepository;
import io.mtdnn.jobs.rows.JobEntity;
import io.mtdnn.jobs.rows.JobRepository;
import io.mtdnn.node.NodeName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Brings the jobs of dead workers back into the queue. A worker is dead when its
 * heartbeats stop; or, on the machine it ran on, as soon as its run's lock is free,
 * because the system frees it when a process ends, however it ends. Whichever node
 * notices, it declares one attempt dead, under the lock of the job's row: an attempt that
 * has begun since is another one.
 */
@Component
class Takeover extends AbstractSchedulerListener {

	private static final Logger logger = LoggerFactory.getLogger(Takeover.class);

	private final RunLedger ledger;

	private final JobRepository jobs;

	private final AttemptRepository attempts;

	private final RunDirectories directories;

	private final TransactionOperations transactions;

	private final JdbcClient jdbc;

	private final NodeName node;

	private final Duration longestGap;

	private final Clock clock;

	private Instant lastRound;

	Takeover(RunLedger ledger, JobRepository jobs, AttemptRepository attempts, RunDirectories directories,
			TransactionOperations transactions, JdbcClient jdbc, NodeName node, HeartbeatProperties heartbeat,
			Clock clock) {
		this.ledger = ledger;
		this.jobs = jobs;
		this.attempts = attempts;
		this.directories = directories;
		this.transactions = transactions;
		this.jdbc = jdbc;
		this.node = node;
		// db-scheduler looks for dead executions every two heartbeats.
		this.longestGap = heartbeat.heartbeatInterval().multipliedBy(3);
		this.clock = clock;
	}

	/** db-scheduler found an entry whose worker sends no heartbeats any more. */
	void dead(ExecutionComplete complete, ExecutionOperations<Void> operations) {
		Execution execution = complete.getExecution();
		if (!steady()) {
			logger.info("{} looks dead, but the database or this node was away: its worker gets another round",
					execution.getId());
			return;
		}
		String reason = "worker " + execution.pickedBy + " has not answered since " + execution.lastHeartbeat;
		QueueEntry entry = QueueEntry.parse(execution.getId());
		boolean lost = this.ledger.lost(entry.jobId(),
				(job) -> job.generation() == entry.generation() && unchanged(execution), reason);
		logger.warn("{}: {}", execution.getId(), lost ? reason : "its entry is released, its worker had not begun");
		if (unchanged(execution)) {
			operations.reschedule(complete, execution.getExecutionTime());
		}
	}

	/**
	 * Whether an entry is as it was found. Otherwise another node has acted on it, and
	 * another worker may have it.
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

	/** Whether this node saw the database all the time since its last look. */
	private boolean steady() {
		return this.lastRound != null && !this.clock.instant().isAfter(this.lastRound.plus(this.longestGap));
	}

	/** Looks for jobs whose worker on this machine is gone. */
	void sweep() {
		for (JobEntity job : this.jobs.findByStatusIn(List.of(JobStatus.RUNNING))) {
			boolean ours = this.attempts.findById(new AttemptEntity.Key(job.getId(), job.attempt()))
				.filter((attempt) -> attempt.ranOn(this.node.machine()))
				.isPresent();
			if (ours && this.directories.abandoned(job.getId())) {
				revive(job.getId(), job.attempt(), new QueueEntry(job.getId(), job.generation()));
			}
		}
	}

	/**
	 * Loses the attempt and releases its entry at once, so that no other attempt can come
	 * in between.
	 */
	private void revive(String jobId, int attempt, QueueEntry entry) {
		this.transactions.executeWithoutResult((transaction) -> {
			if (this.ledger.lost(jobId, (job) -> job.attempt() == attempt, "the worker process is gone")) {
				logger.warn("The worker of job {}, attempt {}, is gone", jobId, attempt);
				this.jdbc
					.sql("update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null,"
							+ " version = version + 1 where task_name = ? and task_instance = ? and picked = true")
					.params(QueueEntry.TASK, entry.text())
					.update();
			}
		});
	}

}
