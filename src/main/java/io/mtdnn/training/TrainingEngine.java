package io.mtdnn.training;

import java.nio.file.Path;
import java.util.List;

import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.plan.TrainingPlan;

/** Checks and runs plans. */
public interface TrainingEngine {

	/**
	 * Reads and encodes the data (cached on disk), counts the steps of the run and
	 * estimates its cost.
	 * @throws InvalidPlanException naming the fields, when data are missing, damaged or
	 * inconsistent with the plan
	 */
	PreflightReport preflight(TrainingPlan plan);

	/**
	 * Checks that a run of the plan would read the files of its pre-flight, by their
	 * hashes.
	 * @param expected {@link PreflightReport#inputs()}
	 * @throws ChangedInputsException naming each file that has changed
	 * @throws InvalidPlanException naming everything that is missing or cannot be read
	 */
	void verify(TrainingPlan plan, RunInputs expected);

	/** Names of the training devices. */
	List<String> devices();

	/** Number of runs that can be trained at the same time. */
	int runsAtOnce();

	/** Name of the host processor. */
	String processor();

	/**
	 * The method by which this node multiplies matrices in 32 bits, which affects the
	 * last bits of results. The first call starts the engine.
	 */
	String matrixProducts();

	/** The precision in which this node evaluates models, also during training. */
	String answeringPrecision();

	/**
	 * How this node computes attention, which affects the last bits too.
	 */
	String attention();

	/**
	 * Runs a plan, or resumes it from the newest complete checkpoint in
	 * {@code directory}. Callers must not run more than {@link #runsAtOnce()} plans at a
	 * time.
	 * @param runId identifies the run in logs and provenance
	 * @param plan the plan
	 * @param inputs the inputs of the pre-flight; if the current inputs differ, the run
	 * fails with {@link FailureKind#USER}
	 * @param directory the run's own directory: {@code checkpoints/} and bundles are
	 * written there
	 * @param listener receives events on the training thread; an exception from it ends
	 * the run
	 * @param stop queried between steps and before each batch of an evaluation
	 * @throws TrainingFailure when the run cannot continue
	 */
	TrainingOutcome run(String runId, TrainingPlan plan, RunInputs inputs, Path directory, TrainingListener listener,
			StopSignal stop);

}
