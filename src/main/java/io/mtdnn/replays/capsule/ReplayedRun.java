package io.mtdnn.replays.capsule;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtdnn.jobs.JobStatus;
import io.mtdnn.replays.capsule.Fingerprints.Step;
import org.jspecify.annotations.Nullable;

/**
 * A run and its repetition.
 *
 * @param name name of the run
 * @param jobId the job that repeats it
 * @param status status of that job
 * @param verdict whether both are equal
 * @param steps number of steps of the run
 * @param compared number of steps that have been compared
 * @param difference the first step that differs; absent if none does
 * @param sentence the verdict in plain words
 * @param otherInputs files of data and encoder that are not those of the run; absent if
 * all are the same
 * @param otherEnvironment what differs of processor, threads, devices, method of matrix
 * multiplication and versions; absent if nothing does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplayedRun(String name, String jobId, JobStatus status, Verdict verdict, int steps, int compared,
		@Nullable Step difference, String sentence,
		@JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> otherInputs,
		@JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> otherEnvironment) {

	/** Whether a run and its repetition are equal. */
	public enum Verdict {

		/** The job has not ended, and nothing differs so far. */
		OPEN,

		/** Every step, every evaluation and the weights are equal. */
		EQUAL,

		/** Something differs. */
		DIFFERENT,

		/** The job failed or was cancelled before anything differed. */
		FAILED

	}

}
