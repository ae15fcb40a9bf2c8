/**
 * The schedule of a run: the task, the items and the learning rate of each step, as a
 * function of the seed.
 */
@NullMarked
package io.mtdnn.training.schedule;

import org.jspecify.annotations.NullMarked;
