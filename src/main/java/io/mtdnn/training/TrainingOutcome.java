package io.mtdnn.training;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The end of a run without error.
 *
 * @param completed false if the stop signal ended it
 * @param paused whether it was evaluated and stopped at the step at which it pauses
 * @param models the models requested by the plan's {@code keep}, the best epoch's before
 * the last one's; empty unless completed
 * @param evaluation folder with what an evaluation without training stored for each
 * dataset; null for a training
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
