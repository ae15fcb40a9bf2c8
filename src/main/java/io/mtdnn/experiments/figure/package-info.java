/** Describes and draws the figures of experiments. */
@NullMarked
package io.mtdnn.experiments.figure;

import org.jspecify.annotations.NullMarked;
