/**
 * Converts bytes of dataset files to lines and cells: unpacking, limits, strict UTF-8,
 * tables, and the faults of files and rows. Independent of datasets.
 */
@NullMarked
package io.mtdnn.datasets.reading;

import org.jspecify.annotations.NullMarked;
