package io.mtdnn.datasets.formats;

import java.io.IOException;
import java.io.InputStream;

import io.mtdnn.datasets.Example;
import io.mtdnn.datasets.reading.LineReader;
import io.mtdnn.datasets.reading.RowFormatException;

/** A format with one row per line; subclasses read a line. */
abstract class LinesReader implements ExampleReader {

	private final int maxRowSize;

	LinesReader(int maxRowSize) {
		this.maxRowSize = maxRowSize;
	}

	@Override
	public void read(InputStream in, Rows rows) throws IOException {
		LineReader lines = new LineReader(in, this.maxRowSize);
		RowParser parser = start(lines);
		while (true) {
			try {
				String line = lines.next();
				if (line == null) {
					return;
				}
				readLine(parser, line, lines, rows);
			}
			catch (RowFormatException ex) {
				rows.malformed(lines.location(), ex);
			}
		}
	}

	private static void readLine(RowParser parser, String line, LineReader lines, Rows rows) throws RowFormatException {
		if (line.isBlank()) {
			return;
		}
		Example example = parser.parse(line, rows.file() + ":" + lines.number());
		if (example != null) {
			rows.add(lines.location(), example);
		}
	}

	/** Reads the header, where there is one, and returns what reads the lines below. */
	abstract RowParser start(LineReader lines) throws IOException;

	/** Reads the lines of one file. */
	@FunctionalInterface
	interface RowParser {

		/**
		 * The example in a line.
		 * @param id made from file and line, for formats without ids
		 * @return null when the format says that such a row is to be passed over
		 */
		Example parse(String line, String id) throws RowFormatException;

	}

}
