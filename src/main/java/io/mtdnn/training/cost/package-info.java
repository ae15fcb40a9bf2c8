/**
 * The cost of a run in operations, and estimates of its duration.
 */
package io.mtdnn.training.cost;
