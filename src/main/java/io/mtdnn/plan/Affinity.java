package io.mtdnn.plan;

/**
 * The settings for measuring how a step of one task changes the losses of all tasks, and
 * the cosines between the gradients of the tasks.
 *
 * @param everySteps number of steps between two measurements; 0 in a request without it
 * @param examples number of training items of each task on which losses and gradients are
 * computed
 */
public record Affinity(@Knob(value = "Number of optimiser steps between two measurements", from = 1,
		follows = "100, or more if measuring would otherwise cost over 5 % of the run: the largest of 100, 2 x tasks x tasks and 100 x tasks x examples / 3 / smallest batch size") int everySteps,
		@Knob(value = "Number of training items per task; every measurement uses the same items", byDefault = "8",
				from = 1, to = 512) int examples) {

}
