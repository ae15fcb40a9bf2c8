package io.mtdnn.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A task of a plan. Components after the weight are null if the task uses the plan's
 * value.
 *
 * @param weight probability of drawing it; the weights of a plan sum to 1. Null if it
 * depends on the sizes of the datasets
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlannedTask(@Knob(value = "Name of the dataset", required = true) String dataset,
		@Knob(value = "Probability of drawing the task; the weights of a plan sum to 1", from = 0, above = true, to = 1,
				follows = "an equal share of what the other weights leave",
				paper = "0.8 for questions, equal shares for the others",
				absent = "it follows from the sizes of the datasets") @Nullable Double weight,
		@Knob(value = "Weight at the end of the run under sampling annealed-weights", from = 0, above = true, to = 1,
				follows = "an equal share of what the other end weights leave",
				absent = "the weight does not change") @Nullable Double endWeight,
		@Knob(value = "Factor of the task's loss before its gradient; the reported loss is without it", from = 0,
				above = true, to = 1000, follows = "1", absent = "1") @Nullable Double lossWeight,
		@Knob(value = "Items per optimiser step that draws the task", from = 1, to = 4096, follows = "that of the plan",
				absent = "that of the plan") @Nullable Integer batchSize,
		@Knob(value = "Whether the labels are shuffled among the training examples, which separates the effect of the task from that of more training",
				follows = "false", absent = "false") @Nullable Boolean placebo,
		@Knob(value = "Whether the task leads: an epoch ends when its batches are used up; at most one does",
				follows = "true for the first task with a span head, else for the first task",
				absent = "the first task with a span head leads, else the first task") @Nullable Boolean leads) {

	/** A task with only a weight. */
	public PlannedTask(String dataset, @Nullable Double weight) {
		this(dataset, weight, null, null, null, null, null);
	}

	/** The same task with other weights at the start and the end of the run. */
	public PlannedTask withWeights(@Nullable Double start, @Nullable Double end) {
		return new PlannedTask(this.dataset, start, end, this.lossWeight, this.batchSize, this.placebo, this.leads);
	}

	/** Whether its labels are shuffled. */
	public boolean shufflesLabels() {
		return Boolean.TRUE.equals(this.placebo);
	}

}
