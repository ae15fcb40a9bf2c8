/**
 * Reads and counts a run's data before it starts.
 */
package io.mtdnn.training.preflight;
