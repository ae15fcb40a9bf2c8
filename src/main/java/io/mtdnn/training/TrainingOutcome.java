package io.mtdnn.training;

import java.util.List;

/**
 * How a run ended without error.
 *
 * @param completed false when the stop signal ended it
 * @param models what the plan's {@code keep} asks for, the best epoch's before the last
 * one's; empty unless completed
 */
public record TrainingOutcome(boolean completed, List<KeptModel> models) {

	public TrainingOutcome {
		models = List.copyOf(models);
	}

	/** A run that the stop signal ended. */
	public static TrainingOutcome stopped() {
		return new TrainingOutcome(false, List.of());
	}

}
