/**
 * Measures how steps of one task change the losses of the others, and the cosines between
 * the gradients of the tasks.
 */
@NullMarked
package io.mtdnn.training.affinity;

import org.jspecify.annotations.NullMarked;
