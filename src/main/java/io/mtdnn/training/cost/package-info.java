/**
 * How much a run has to compute and how long that takes.
 */
package io.mtdnn.training.cost;
