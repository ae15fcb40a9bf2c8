package io.mtdnn.plan;

/**
 * The settings for measuring how a step of one task changes the losses of all tasks, and
 * how the gradients of the tasks relate.
 *
 * @param everySteps steps from one measured step to the next
 * @param examples training items of each task in the batch that losses and gradients are
 * computed on
 */
public record Affinity(@Knob(value = "Number of optimiser steps between two measurements", from = 1,
		follows = "100, or more if measuring would otherwise cost over 5 % of the run: the largest of 100, 2 x tasks x tasks and 100 x tasks x examples / 3 / smallest batch size") int everySteps,
		@Knob(value = "Number of training items per task; every measurement uses the same items", byDefault = "8",
				from = 1, to = 512) int examples) {

}
