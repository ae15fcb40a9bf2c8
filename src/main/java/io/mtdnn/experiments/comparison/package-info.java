/** Compares models question by question, from the results that their bundles hold. */
package io.mtdnn.experiments.comparison;
