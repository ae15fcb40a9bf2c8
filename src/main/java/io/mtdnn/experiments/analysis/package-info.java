/** Analyses the finished runs of an experiment. Pure functions. */
@NullMarked
package io.mtdnn.experiments.analysis;

import org.jspecify.annotations.NullMarked;
