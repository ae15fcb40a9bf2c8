/** The first examples of a dataset as a model reads them, for display. */
@NullMarked
package io.mtdnn.datasets.samples;

import org.jspecify.annotations.NullMarked;
