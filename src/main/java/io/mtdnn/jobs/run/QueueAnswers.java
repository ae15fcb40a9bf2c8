package io.mtdnn.jobs.run;

import java.time.Duration;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;

/** What becomes of a queue entry after a worker has had it. */
final class QueueAnswers {

	/** The job has ended: the entry goes. */
	static final CompletionHandler<Void> DONE = (complete, operations) -> operations.remove();

	/** At its old place in the queue. */
	static final CompletionHandler<Void> BACK = (complete, operations) -> operations.reschedule(complete,
			complete.getExecution().getExecutionTime());

	/** Another worker has the entry, or will find it without a heartbeat. */
	static final CompletionHandler<Void> LEAVE = (complete, operations) -> {
	};

	private QueueAnswers() {
	}

	/** It is due again after a pause. */
	static CompletionHandler<Void> later(Duration pause) {
		return (complete, operations) -> operations.reschedule(complete, complete.getTimeDone().plus(pause));
	}

}
