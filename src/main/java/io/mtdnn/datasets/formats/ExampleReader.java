package io.mtdnn.datasets.formats;

import java.io.IOException;
import java.io.InputStream;

import io.mtdnn.datasets.reading.FileFormatException;

/** Reads one file format. Implementations keep no state between files. */
public interface ExampleReader {

	/**
	 * Reads a file's rows until it ends or no more are wanted. Passes faults of single
	 * rows to {@code rows}; throws faults that make the rest unreadable.
	 * @param in the file's text as UTF-8 bytes, unpacked, without byte order mark
	 * @param rows receives the examples and the malformed rows
	 * @throws FileFormatException when the file is not of this format or damaged
	 */
	void read(InputStream in, Rows rows) throws IOException;

}
