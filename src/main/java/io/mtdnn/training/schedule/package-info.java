/**
 * The schedule of a run: task, items and learning rate of each step, as a function of the
 * seed.
 */
package io.mtdnn.training.schedule;
