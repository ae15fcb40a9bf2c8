/**
 * Checkpoints: a run's state on disk.
 */
package io.mtdnn.training.checkpoint;
