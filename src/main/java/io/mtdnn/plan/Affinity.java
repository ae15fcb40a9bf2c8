package io.mtdnn.plan;

/**
 * The settings for measuring how a step of one task changes the losses of all tasks.
 *
 * @param everySteps steps from one measured step to the next
 * @param examples training items of each task in the batch that losses are computed on
 */
public record Affinity(
		@Knob(value = "Number of optimiser steps from one measured step to the next", byDefault = "100",
				from = 1) int everySteps,
		@Knob(value = "Training items of each task in the fixed batch on which its loss is computed", byDefault = "8",
				from = 1, to = 512) int examples) {

}
