package io.mtdnn.jobs.claims;

import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.training.RunInputs;
import org.jspecify.annotations.Nullable;

/**
 * A worker's right to run a job. It is valid until another attempt begins.
 *
 * @param inputs data and encoder with which the plan was checked
 * @param predecessor the last earlier attempt with journal entries in the database; 0 if
 * there is none
 * @param pauseAt share of the steps after which the run pauses; null to run to its end
 * @param journalPosition number of bytes of the run's journal that are in the database
 */
public record Claim(String jobId, int attempt, String name, TrainingPlan plan, RunInputs inputs, int predecessor,
		@Nullable Double pauseAt, long journalPosition) {

	/** Key of the job's id in the logging context. */
	public static final String MDC_KEY = "job";

}
