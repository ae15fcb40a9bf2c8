/** Readers of file formats: from lines, records and JSON to examples. */
@NullMarked
package io.mtdnn.datasets.formats;

import org.jspecify.annotations.NullMarked;
