package io.mtdnn.jobs.claims;

import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.training.RunInputs;

/**
 * A worker's right to run a job, until another attempt begins.
 *
 * @param inputs what the plan was checked with
 * @param predecessor the last attempt before this one of whose journal anything is in the
 * database; 0 when there is none
 * @param journalPosition how much of the run's journal is in the database
 */
public record Claim(String jobId, int attempt, String name, TrainingPlan plan, RunInputs inputs, int predecessor,
		long journalPosition) {

	/** Key of the job's id in the logging context. */
	public static final String MDC_KEY = "job";

}
