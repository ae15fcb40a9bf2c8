/** Requests of experiments, and the runs that they expand to. Pure functions. */
@NullMarked
package io.mtdnn.experiments.study;

import org.jspecify.annotations.NullMarked;
