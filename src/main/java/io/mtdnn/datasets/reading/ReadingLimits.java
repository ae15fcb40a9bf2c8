package io.mtdnn.datasets.reading;

import org.springframework.util.unit.DataSize;

/**
 * The limits of a dataset file.
 *
 * @param fileSize maximum size of a file, after unpacking
 * @param compressionRatio maximum number of bytes that one byte of a gzip file may unpack
 * to
 * @param rowSize maximum number of bytes of a line, and of characters of a record or a
 * text
 * @param rows maximum number of examples
 */
public record ReadingLimits(DataSize fileSize, int compressionRatio, int rowSize, int rows) {

}
