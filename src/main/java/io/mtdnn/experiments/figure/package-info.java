/** Figures of experiments: what they show, and drawing them. */
package io.mtdnn.experiments.figure;
