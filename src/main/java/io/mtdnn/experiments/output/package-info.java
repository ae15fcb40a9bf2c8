/** Tables, figures and reports of experiments. Pure functions. */
@NullMarked
package io.mtdnn.experiments.output;

import org.jspecify.annotations.NullMarked;
