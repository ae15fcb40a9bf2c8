/**
 * The cost of a run in operations and memory, and estimates of its duration.
 */
@NullMarked
package io.mtdnn.training.cost;

import org.jspecify.annotations.NullMarked;
