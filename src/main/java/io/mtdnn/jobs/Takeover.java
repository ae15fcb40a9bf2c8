package io.mtdnn.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Brings the jobs of dead workers back into the queue. A worker is dead when its heartbeats stop; or, on the machine it
 * ran on, as soon as its run's lock is free, because the system frees it when a process ends, however it ends.
 */
@Component
class Takeover extends AbstractSchedulerListener {

	private static final Logger logger = LoggerFactory.getLogger(Takeover.class);

	private final RunLedger ledger;

	private final JobRepository jobs;

	private final AttemptRepository attempts;

	private final RunDirectories directories;

	private final JdbcClient jdbc;

	private final NodeName node;

	private final Duration longestGap;

	private final Clock clock;

	private Instant lastRound;

	Takeover(RunLedger ledger, JobRepository jobs, AttemptRepository attempts, RunDirectories directories,
			JdbcClient jdbc, NodeName node, HeartbeatProperties heartbeat, Clock clock) {
		this.ledger = ledger;
		this.jobs = jobs;
		this.attempts = attempts;
		this.directories = directories;
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
		logger.warn("Worker {} of {} has not answered since {}", execution.pickedBy, execution.getId(),
				execution.lastHeartbeat);
		this.ledger.lost(QueueEntry.parse(execution.getId()).jobId(),
				"worker " + execution.pickedBy + " has not answered since " + execution.lastHeartbeat);
		operations.reschedule(complete, execution.getExecutionTime());
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
		List<JobEntity> running = this.jobs.findByStatusIn(List.of(JobStatus.RUNNING));
		for (JobEntity job : running) {
			boolean ours = this.attempts.findById(new AttemptEntity.Key(job.getId(), job.attempt()))
				.filter((attempt) -> attempt.host().equals(this.node.host()))
				.isPresent();
			if (ours && this.directories.abandoned(job.getId())) {
				revive(job);
			}
		}
	}

	private void revive(JobEntity job) {
		logger.warn("The worker of job {} is gone", job.getId());
		this.ledger.lost(job.getId(), "the worker process is gone");
		this.jdbc.sql("update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null,"
				+ " version = version + 1 where task_name = ? and task_instance = ? and picked = true")
			.params(JobWorker.TASK, new QueueEntry(job.getId(), job.generation()).text())
			.update();
	}

}
