package io.mtdnn.training;

import java.nio.file.Path;
import java.util.List;

import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.plan.TrainingRequest;

/** Plans and runs fine-tuning, one run at a time on each device. */
public interface TrainingEngine {

	/**
	 * Fills in defaults and checks everything that can be checked without reading data.
	 * @throws InvalidPlanException naming the field
	 */
	TrainingPlan resolve(TrainingRequest request);

	/**
	 * Reads and encodes the data (cached on disk) and counts.
	 * @throws InvalidPlanException naming the field, when data are missing, damaged or do
	 * not fit the plan
	 */
	PreflightReport preflight(TrainingPlan plan);

	/**
	 * Looks whether a run of the plan would read what it was checked with, without
	 * reading it as data.
	 * @param expected {@link PreflightReport#inputs()}
	 * @throws ChangedInputsException naming each file that has changed
	 * @throws InvalidPlanException naming everything that is missing or cannot be read
	 */
	void verify(TrainingPlan plan, RunInputs expected);

	/**
	 * Names of the devices that runs are trained on, one for each run that can go on at
	 * the same time.
	 */
	List<String> devices();

	/** Name of the processor that feeds them, or is one of them. */
	String processor();

	/**
	 * Runs a plan, or goes on from the newest whole checkpoint in {@code directory}.
	 * Callers run no more plans at a time than there are devices.
	 * @param runId names the run in logs and provenance
	 * @param plan the plan
	 * @param inputs what it was checked with; it fails as a user error when it would read
	 * anything else
	 * @param directory the run's own directory: {@code checkpoints/} and bundles are
	 * written there
	 * @param listener hears events
	 * @param stop asked between steps
	 * @throws TrainingFailure when it cannot go on
	 */
	TrainingOutcome run(String runId, TrainingPlan plan, RunInputs inputs, Path directory, TrainingListener listener,
			StopSignal stop);

}
