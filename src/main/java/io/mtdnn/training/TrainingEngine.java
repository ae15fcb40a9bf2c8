package io.mtdnn.training;

import java.nio.file.Path;

/** Plans and runs fine-tuning. One run at a time per process (the native gradient collector is one per process). */
public interface TrainingEngine {

	/**
	 * Fills in defaults and checks everything that can be checked without reading data.
	 * @throws InvalidPlanException naming the field
	 */
	TrainingPlan resolve(TrainingRequest request);

	/**
	 * Reads and encodes the data (cached on disk) and counts.
	 * @throws InvalidPlanException naming the field, when data are missing, damaged or do not fit the plan
	 */
	PreflightReport preflight(TrainingPlan plan);

	/**
	 * Runs a plan, or goes on from the newest whole checkpoint in {@code directory}.
	 * @param runId names the run in logs and provenance
	 * @param plan the plan
	 * @param directory the run's own directory: {@code checkpoints/} and bundles are written there
	 * @param listener hears events
	 * @param stop asked between steps
	 * @throws TrainingFailure when it cannot go on
	 */
	TrainingOutcome run(String runId, TrainingPlan plan, Path directory, TrainingListener listener, StopSignal stop);

}
