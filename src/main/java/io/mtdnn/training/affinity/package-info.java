/**
 * How steps of one task change the losses of the others.
 */
package io.mtdnn.training.affinity;
