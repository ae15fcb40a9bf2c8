package io.mtdnn.datasets.reading;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** Tables of text, separated by commas or tabs, with or without quotation marks. */
public final class TextTable implements RowSource {

	private final CellSource cells;

	private final String kind;

	private final List<String> wanted;

	private final boolean header;

	/** Cells of each row; 0 before the first one when it decides. */
	private int count;

	private @Nullable Map<String, Integer> places;

	/**
	 * A table.
	 * @param in UTF-8 text
	 * @param shape how its rows are written
	 * @param wanted the columns that are read, by name, or by number from 1
	 * @param maxRowSize maximum number of characters of a row
	 */
	public TextTable(InputStream in, Shape shape, List<String> wanted, int maxRowSize) {
		this.cells = shape.quoted() ? new QuotedTable(in, shape.separator(), maxRowSize)
				: new PlainTable(new LineReader(in, maxRowSize), shape.separator());
		this.kind = (shape.separator() == '\t') ? "tab-separated" : "comma-separated";
		this.wanted = List.copyOf(wanted);
		this.header = shape.header();
		this.count = shape.columnCount();
	}

	@Override
	public long line() {
		return this.cells.line();
	}

	@Override
	public @Nullable DataRow next() throws IOException, RowFormatException {
		if (this.places == null && this.header) {
			readHeader();
		}
		List<String> row = this.cells.next();
		if (row == null) {
			return null;
		}
		if (this.count == 0) {
			this.count = row.size();
		}
		if (this.places == null) {
			this.places = places(List.of());
		}
		if (row.size() != this.count) {
			throw new RowFormatException(this.count + " " + this.kind + " columns",
					row.size() + " in " + RowFormatException.quote(String.join(" | ", row)));
		}
		return new TableRow(row, this.places);
	}

	private void readHeader() throws IOException {
		try {
			List<String> names = this.cells.next();
			names = (names != null) ? names : List.of();
			this.count = names.size();
			this.places = places(names);
		}
		catch (RowFormatException ex) {
			throw new FileFormatException("has in its header " + ex.actual() + " instead of " + ex.expected());
		}
	}

	private Map<String, Integer> places(List<String> names) throws FileFormatException {
		Map<String, Integer> found = new HashMap<>();
		List<String> missing = new ArrayList<>();
		for (String column : this.wanted) {
			int place = names.indexOf(column);
			if (place < 0 && column.matches("[1-9]\\d{0,3}")) {
				place = Integer.parseInt(column) - 1;
			}
			if (place < 0 || place >= this.count) {
				missing.add(column);
			}
			found.put(column, place);
		}
		if (!missing.isEmpty()) {
			throw missing(names, missing);
		}
		return found;
	}

	private FileFormatException missing(List<String> names, List<String> missing) {
		String columns = ((missing.size() == 1) ? "column " : "columns ") + String.join(", ", missing);
		if (!this.header) {
			return new FileFormatException("has rows of " + this.count + " columns, without the " + columns);
		}
		return new HeaderException(columns,
				names.isEmpty() ? "nothing" : RowFormatException.quote(String.join(", ", names)));
	}

	/**
	 * How the rows of a table are written.
	 *
	 * @param quoted whether cells may be in quotation marks
	 * @param header whether the first row names the columns
	 * @param columnCount cells of each row of a table without a header; 0 for as many as
	 * its first row has
	 */
	public record Shape(char separator, boolean quoted, boolean header, int columnCount) {

	}

	/** A row whose number of cells was checked. */
	private static final class TableRow implements DataRow {

		private final List<String> row;

		private final Map<String, Integer> places;

		TableRow(List<String> row, Map<String, Integer> places) {
			this.row = row;
			this.places = places;
		}

		@Override
		public String textOrBlank(String column) {
			return this.row.get(Objects.requireNonNull(this.places.get(column), column));
		}

		@Override
		public String value(String column) {
			return textOrBlank(column).strip();
		}

		@Override
		public List<String> texts(List<String> columns) throws RowFormatException {
			List<String> texts = new ArrayList<>();
			for (String column : columns) {
				texts.add(text(column));
			}
			return texts;
		}

		@Override
		public RowFormatException fault(String column, String expected, String actual) {
			return new RowFormatException(", column " + column, expected, actual);
		}

	}

}
