/** Compares models question by question, from the results that their bundles hold. */
@NullMarked
package io.mtdnn.experiments.comparison;

import org.jspecify.annotations.NullMarked;
