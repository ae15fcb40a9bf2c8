/** Tables, figures and reports of experiments. Pure functions. */
package io.mtdnn.experiments.output;
