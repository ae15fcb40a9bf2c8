/** The first rows of a dataset as a model reads them, for display. */
package io.mtdnn.datasets.samples;
