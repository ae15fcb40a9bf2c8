/**
 * Evaluation after each epoch, and which epochs a run keeps.
 */
@NullMarked
package io.mtdnn.training.evaluation;

import org.jspecify.annotations.NullMarked;
