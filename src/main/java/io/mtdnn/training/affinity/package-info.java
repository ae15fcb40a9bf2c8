/**
 * How steps of one task change the losses of the others, and how their gradients relate.
 */
@NullMarked
package io.mtdnn.training.affinity;

import org.jspecify.annotations.NullMarked;
