package io.mtdnn.datasets.formats;

import java.io.IOException;
import java.io.InputStream;

import io.mtdnn.datasets.Example;
import io.mtdnn.datasets.reading.DataRow;
import io.mtdnn.datasets.reading.RowFormatException;
import io.mtdnn.datasets.reading.RowSource;

/** Reads files that have an example in each row: tables and lines of JSON. */
final class RowsReader implements ExampleReader {

	private final Opening opening;

	private final RowMapper mapper;

	private final LabelSet labels;

	private final String labelColumn;

	RowsReader(Opening opening, RowMapper mapper, LabelSet labels, String labelColumn) {
		this.opening = opening;
		this.mapper = mapper;
		this.labels = labels;
		this.labelColumn = labelColumn;
	}

	@Override
	public void read(InputStream in, Rows rows) throws IOException {
		RowSource source = this.opening.open(in);
		while (readRow(source, rows)) {
			// the next one
		}
		this.labels.settle(this.labelColumn, rows);
	}

	/** Whether there was a row. */
	private boolean readRow(RowSource source, Rows rows) throws IOException {
		try {
			DataRow row = source.next();
			if (row == null) {
				return false;
			}
			String location = "line " + source.line();
			Example example = this.mapper.example(row, rows.file() + ":" + source.line(), location, rows.size());
			if (example != null) {
				rows.add(location, example);
			}
		}
		catch (RowFormatException ex) {
			rows.malformed("line " + source.line(), ex);
		}
		return true;
	}

	/** Opens the rows of a file. */
	@FunctionalInterface
	interface Opening {

		RowSource open(InputStream in) throws IOException;

	}

}
