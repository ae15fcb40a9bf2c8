package io.mtdnn.datasets.reading;

import java.io.IOException;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The rows of a table as cells, one row after the other; blank lines are skipped. */
interface CellSource {

	/**
	 * The cells of the next row.
	 * @return null at the end of the file
	 * @throws RowFormatException when the row is not readable, but the next one is
	 * @throws FileFormatException when the rest is not readable
	 */
	@Nullable List<String> next() throws IOException, RowFormatException;

	/** The line on which the last row begins; the first is 1. */
	long line();

}
