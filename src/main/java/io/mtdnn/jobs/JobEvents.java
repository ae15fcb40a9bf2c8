package io.mtdnn.jobs;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtdnn.jobs.Job.Progress;
import io.mtdnn.jobs.JobMetrics.TaskSummary;
import io.mtdnn.training.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * The contents of a job's events, in addition to the {@link JobMetrics.TrainingPoint} of
 * a metric event, the {@link JobMetrics.Evaluation} of an evaluation event and the
 * {@link JobMetrics.Checkpoint} of a checkpoint event.
 */
public final class JobEvents {

	private JobEvents() {
	}

	/**
	 * Content of a status event: the status changed or an attempt began.
	 *
	 * @param attempt 1-based; 0 before the first
	 * @param reason null if there is no particular reason
	 * @param failureKind of a failed job, otherwise null
	 * @param fromStep steps completed before an attempt that begins, otherwise null;
	 * earlier points of later steps become invalid
	 * @param notes notes of the engine at the attempt's start, otherwise null
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record StatusChange(JobStatus status, int attempt, @Nullable String reason,
			@Nullable FailureKind failureKind, @Nullable Integer fromStep, @Nullable List<String> notes) {

	}

	/**
	 * Content of a totals event: mixing so far.
	 *
	 * @param step step at which the totals were taken
	 * @param tasks in plan order
	 */
	public record Totals(int step, List<TaskSummary> tasks) {

	}

	/**
	 * Content of a progress or end event: the job's current state.
	 *
	 * @param reason null if there is no particular reason
	 * @param progress null before the first step
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Snapshot(JobStatus status, @Nullable String reason, @Nullable Progress progress) {

	}

}
