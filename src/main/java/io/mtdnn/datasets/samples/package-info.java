/** The first rows of a dataset as a model sees them, for people. */
package io.mtdnn.datasets.samples;
