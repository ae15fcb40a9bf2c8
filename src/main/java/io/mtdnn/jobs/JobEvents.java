package io.mtdnn.jobs;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtdnn.jobs.Job.Progress;
import io.mtdnn.jobs.JobMetrics.TaskSummary;
import io.mtdnn.training.FailureKind;

/**
 * What the events of a job hold, beside the {@link JobMetrics.TrainingPoint} of a metric
 * event, the {@link JobMetrics.Evaluation} of an evaluation event and the
 * {@link JobMetrics.Checkpoint} of a checkpoint event.
 */
public final class JobEvents {

	private JobEvents() {
	}

	/**
	 * A status event: the status changed, or an attempt began.
	 *
	 * @param attempt 1-based; 0 before the first
	 * @param reason null while there is nothing to say
	 * @param failureKind of a failed job, otherwise null
	 * @param fromStep steps done before an attempt that begins, otherwise null; points of
	 * later steps are void
	 * @param notes what the engine noted when it began, otherwise null
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record StatusChange(JobStatus status, int attempt, String reason, FailureKind failureKind, Integer fromStep,
			List<String> notes) {

	}

	/**
	 * A totals event: mixing so far.
	 *
	 * @param step at which
	 * @param tasks in plan order
	 */
	public record Totals(int step, List<TaskSummary> tasks) {

	}

	/**
	 * A progress or end event: the job as it is.
	 *
	 * @param reason null while there is nothing to say
	 * @param progress null before the first step
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Snapshot(JobStatus status, String reason, Progress progress) {

	}

}
