/**
 * Reads and counts a run's data before it starts.
 */
@NullMarked
package io.mtdnn.training.preflight;

import org.jspecify.annotations.NullMarked;
