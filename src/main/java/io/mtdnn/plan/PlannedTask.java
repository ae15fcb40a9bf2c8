package io.mtdnn.plan;

/**
 * A task of a plan.
 *
 * @param weight probability of drawing it; the weights of a plan sum to 1
 */
public record PlannedTask(@Knob(value = "Name of the dataset", required = true) String dataset,
		@Knob(value = "Probability of drawing the task; the weights of a plan sum to 1", from = 0, above = true, to = 1,
				follows = "an equal share of what the other weights leave",
				paper = "0.8 for questions, equal shares for the others") Double weight) {

	/** The same task with another weight. */
	public PlannedTask withWeight(double newWeight) {
		return new PlannedTask(this.dataset, newWeight);
	}

}
