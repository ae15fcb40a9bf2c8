/** Readers of file formats: from lines, records and JSON to examples. */
package io.mtdnn.datasets.formats;
