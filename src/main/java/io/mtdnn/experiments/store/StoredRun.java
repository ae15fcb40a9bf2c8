package io.mtdnn.experiments.store;

import io.mtdnn.task.Excerpt;
import org.jspecify.annotations.Nullable;

/**
 * A stored run of an experiment.
 *
 * @param position place in the order of submission, from 0
 * @param key hash of the submission
 * @param attempt how often it was submitted again because its job could not be resumed
 * @param jobId null before it is submitted; in a pending run, the job to resume
 * @param reused whether the job was there before the experiment
 * @param problem why it failed, if its job does not state it; null if there is nothing to
 * report
 * @param request JSON of the submission
 * @param scores JSON of its scores; null before it succeeded
 * @param rungs JSON of what it reached at each rung; null before the first
 */
public record StoredRun(int position, String key, String arm, long seed, RunState state, int attempt,
		@Nullable String jobId, boolean reused, @Nullable String problem, String request, @Nullable String scores,
		@Nullable String rungs) {

	static final String OTHER_FILES = "reads other files than the runs before: ";

	private static final int PROBLEM = 4000;

	/**
	 * The id of its job.
	 * @throws IllegalStateException if it has not been submitted
	 */
	public String job() {
		if (this.jobId == null) {
			throw new IllegalStateException("run " + this.position + " has no job");
		}
		return this.jobId;
	}

	/** A run that has not been submitted. */
	public static StoredRun pending(String key, String arm, long seed, String request) {
		return new StoredRun(0, key, arm, seed, RunState.PENDING, 0, null, false, null, request, null, null);
	}

	/** The same run at another position, not submitted. */
	public StoredRun pendingAt(int newPosition) {
		return new StoredRun(newPosition, this.key, this.arm, this.seed, RunState.PENDING, this.attempt, null, false,
				null, this.request, null, null);
	}

	/** The same run to be submitted as another job. */
	public StoredRun nextAttempt() {
		return new StoredRun(this.position, this.key, this.arm, this.seed, RunState.PENDING, this.attempt + 1, null,
				false, null, this.request, null, null);
	}

	/** The same in another state, with a problem of any length. */
	public StoredRun in(RunState newState, @Nullable String newProblem) {
		return new StoredRun(this.position, this.key, this.arm, this.seed, newState, this.attempt, this.jobId,
				this.reused, (newProblem != null) ? Excerpt.within(newProblem, PROBLEM) : null, this.request,
				this.scores, this.rungs);
	}

	/** The same without a use for its job, which reads other files than earlier runs. */
	public StoredRun rejected(String files) {
		return in(RunState.CANCELLED, OTHER_FILES + files);
	}

	/** Whether its job reads other files than earlier runs. */
	public boolean isRejected() {
		return this.state == RunState.CANCELLED && this.problem != null && this.problem.startsWith(OTHER_FILES);
	}

	/** The same with a job. */
	public StoredRun with(String job, boolean wasThere) {
		return new StoredRun(this.position, this.key, this.arm, this.seed, RunState.OPEN, this.attempt, job, wasThere,
				null, this.request, this.scores, this.rungs);
	}

	/** The same with scores. */
	public StoredRun scored(String newScores) {
		return new StoredRun(this.position, this.key, this.arm, this.seed, this.state, this.attempt, this.jobId,
				this.reused, this.problem, this.request, newScores, this.rungs);
	}

	/** The same, paused at a rung. */
	public StoredRun pausedAt(String newRungs) {
		return new StoredRun(this.position, this.key, this.arm, this.seed, RunState.PAUSED, this.attempt, this.jobId,
				this.reused, null, this.request, this.scores, newRungs);
	}

	/** Whether its job has ended for good, or it could not be submitted. */
	public boolean hasEnded() {
		return this.state != RunState.PENDING && this.state != RunState.OPEN && this.state != RunState.PAUSED;
	}

}
