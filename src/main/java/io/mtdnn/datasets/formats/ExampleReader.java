package io.mtdnn.datasets.formats;

import java.io.IOException;
import java.io.InputStream;

import io.mtdnn.datasets.reading.FileFormatException;

/** Reads one file format. Implementations keep no state between files. */
public interface ExampleReader {

	/**
	 * Reads a file's rows until it ends or no more are wanted. What is wrong with one row
	 * is told to {@code rows}; what makes the rest unreadable is thrown.
	 * @param in the file's text as UTF-8 bytes, unpacked, without byte order mark
	 * @param rows takes the examples and the malformed rows
	 * @throws FileFormatException when the file is not of this format or damaged
	 */
	void read(InputStream in, Rows rows) throws IOException;

}
