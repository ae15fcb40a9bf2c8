package io.mtdnn.datasets.reading;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/** The rows of a file, one after the other. */
public interface RowSource {

	/**
	 * The next row.
	 * @return null at the end of the file
	 * @throws RowFormatException when the row is not readable, but the next one is
	 * @throws FileFormatException when the rest is not readable
	 */
	@Nullable DataRow next() throws IOException, RowFormatException;

	/** The line on which the last row begins; the first is 1. */
	long line();

}
