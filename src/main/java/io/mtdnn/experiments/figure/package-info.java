/** Figures of experiments: what they show, and drawing them. */
@NullMarked
package io.mtdnn.experiments.figure;

import org.jspecify.annotations.NullMarked;
