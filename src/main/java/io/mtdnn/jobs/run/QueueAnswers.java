package io.mtdnn.jobs.run;

import java.time.Duration;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;

/** The outcomes of a queue entry after a worker has handled it. */
final class QueueAnswers {

	/** Removes the entry because the job has ended. */
	static final CompletionHandler<Void> DONE = (complete, operations) -> operations.remove();

	/** Returns the entry to its old position in the queue. */
	static final CompletionHandler<Void> BACK = (complete, operations) -> operations.reschedule(complete,
			complete.getExecution().getExecutionTime());

	/**
	 * Leaves the entry alone: another worker has it, or will find that its heartbeats
	 * stopped.
	 */
	static final CompletionHandler<Void> LEAVE = (complete, operations) -> {
	};

	private QueueAnswers() {
	}

	/** Makes the entry due again after a pause. */
	static CompletionHandler<Void> later(Duration pause) {
		return (complete, operations) -> operations.reschedule(complete, complete.getTimeDone().plus(pause));
	}

}
