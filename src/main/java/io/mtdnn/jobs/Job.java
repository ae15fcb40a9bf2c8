package io.mtdnn.jobs;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.training.FailureKind;
import io.mtdnn.training.PreflightReport;
import org.jspecify.annotations.Nullable;

/**
 * A training job as its users see it.
 *
 * @param number position in the order of submission, 1-based
 * @param reason why it has this status; null if there is no particular reason
 * @param failureKind cause of a failure; null unless failed
 * @param priority jobs with higher priority run first; equal ones in the order of
 * submission
 * @param maxAttempts number of consecutive attempts without a new checkpoint after which
 * the job fails
 * @param progress null before the first step
 * @param attempts all attempts, oldest first; empty in lists
 * @param preflight null until the job is prepared
 * @param problem why it could not be prepared; null otherwise
 * @param scores of its newest evaluation, in plan order; null before the first
 * @param seconds from its first attempt to its end; null until it has ended
 * @param group null for a job without a group
 * @param pauseAt share of its steps after which it pauses; absent if it runs to its end
 * @param models ids of the models that it registered and that still exist; absent in
 * lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Job(String id, long number, String name, JobStatus status, @Nullable String reason,
		@Nullable FailureKind failureKind, int priority, int maxAttempts, Instant createdAt,
		@Nullable Instant startedAt, @Nullable Instant finishedAt, TrainingPlan plan,
		@Nullable PreflightReport preflight, @Nullable JobProblem problem, @Nullable Progress progress,
		@Nullable List<JobScore> scores, @Nullable Double seconds, List<Attempt> attempts,
		@JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> models, Set<String> tags, @Nullable String notes,
		@Nullable String group, @Nullable Double pauseAt) {

	/** Reason of a job that is being cancelled. */
	public static final String STOPPING = "cancellation requested";

	/** Whether it runs and will be cancelled. */
	public boolean stopping() {
		return STOPPING.equals(this.reason) && !this.status.terminal();
	}

	/**
	 * The progress of a run.
	 *
	 * @param step steps done
	 * @param epoch 1-based
	 * @param examplesPerSecond over the last steps; null while the run evaluates
	 * @param secondsLeft estimate, including evaluations; null while unknown
	 * @param checkpointStep step of the newest checkpoint
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Progress(int step, int totalSteps, int epoch, @Nullable Double examplesPerSecond,
			@Nullable Double secondsLeft, int checkpointStep) {

	}

	/**
	 * One execution of a job by a worker.
	 *
	 * @param outcome null while it runs
	 * @param fromStep steps completed before this attempt, according to its checkpoint;
	 * null until known
	 * @param notes notes of the engine at its start, for example that it skipped a
	 * damaged checkpoint
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Attempt(int number, String node, Instant startedAt, @Nullable Instant endedAt,
			@Nullable AttemptOutcome outcome, @Nullable String reason, @Nullable Integer fromStep,
			@Nullable List<String> notes) {

	}

}
