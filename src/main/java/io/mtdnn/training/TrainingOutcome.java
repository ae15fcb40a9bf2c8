package io.mtdnn.training;

import java.util.List;

/**
 * The end of a run without error.
 *
 * @param completed false if the stop signal ended it
 * @param models the models requested by the plan's {@code keep}, the best epoch's before
 * the last one's; empty unless completed
 */
public record TrainingOutcome(boolean completed, List<KeptModel> models) {

	public TrainingOutcome {
		models = List.copyOf(models);
	}

	/** The outcome of a run that the stop signal ended. */
	public static TrainingOutcome stopped() {
		return new TrainingOutcome(false, List.of());
	}

}
