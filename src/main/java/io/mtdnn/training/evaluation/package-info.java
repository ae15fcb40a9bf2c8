/**
 * Evaluates each epoch and selects the epochs whose models a run keeps.
 */
@NullMarked
package io.mtdnn.training.evaluation;

import org.jspecify.annotations.NullMarked;
