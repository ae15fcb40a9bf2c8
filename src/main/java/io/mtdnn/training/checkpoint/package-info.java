/**
 * Checkpoints: a run's state on disk.
 */
@NullMarked
package io.mtdnn.training.checkpoint;

import org.jspecify.annotations.NullMarked;
