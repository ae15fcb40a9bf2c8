/**
 * Evaluation after each epoch, and which epochs a run keeps.
 */
package io.mtdnn.training.evaluation;
