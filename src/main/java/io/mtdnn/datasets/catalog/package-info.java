/** The existing datasets, the locations of their files, and the wiring of the module. */
@NullMarked
package io.mtdnn.datasets.catalog;

import org.jspecify.annotations.NullMarked;
