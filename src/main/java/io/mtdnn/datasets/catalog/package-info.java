/** The existing datasets, the locations of their files, and the wiring of the module. */
package io.mtdnn.datasets.catalog;
