package io.mtdnn.training;

import java.util.List;

/**
 * The end of a run without error.
 *
 * @param completed false if the stop signal ended it
 * @param paused whether it was evaluated and stopped at the step at which it pauses
 * @param models the models requested by the plan's {@code keep}, the best epoch's before
 * the last one's; empty unless completed
 */
public record TrainingOutcome(boolean completed, boolean paused, List<KeptModel> models) {

	public TrainingOutcome {
		models = List.copyOf(models);
	}

	/** The outcome of a run that has completed all epochs. */
	public TrainingOutcome(boolean completed, List<KeptModel> models) {
		this(completed, false, models);
	}

	/** The outcome of a run that the stop signal ended. */
	public static TrainingOutcome stopped() {
		return new TrainingOutcome(false, List.of());
	}

	/** The outcome of a run that reached the step at which it pauses. */
	public static TrainingOutcome ofPause() {
		return new TrainingOutcome(false, true, List.of());
	}

}
