package io.mtdnn.training;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of a run that ended without an error.
 *
 * @param completed false if the stop signal ended the run
 * @param paused whether it was evaluated and stopped at the step at which it pauses
 * @param models the models that the plan's {@code keep} requests, that of the best epoch
 * before that of the last one; empty unless completed
 * @param evaluation folder with the details of an evaluation without training; null for a
 * training
 */
public record TrainingOutcome(boolean completed, boolean paused, List<KeptModel> models, @Nullable Path evaluation) {

	public TrainingOutcome {
		models = List.copyOf(models);
	}

	/** The outcome of a run that has completed all epochs. */
	public TrainingOutcome(boolean completed, List<KeptModel> models) {
		this(completed, false, models, null);
	}

	/** The outcome of a run that the stop signal ended. */
	public static TrainingOutcome stopped() {
		return new TrainingOutcome(false, List.of());
	}

	/** The outcome of an evaluation without training. */
	public static TrainingOutcome evaluated(Path evaluation) {
		return new TrainingOutcome(true, false, List.of(), evaluation);
	}

	/** The outcome of a run that reached the step at which it pauses. */
	public static TrainingOutcome ofPause() {
		return new TrainingOutcome(false, true, List.of(), null);
	}

}
