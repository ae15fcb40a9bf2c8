package io.mtdnn.datasets.reading;

import java.util.List;

/** Checks on the cells of table rows. */
public final class Cells {

	private Cells() {
	}

	/** Splits at every tab; quotation marks are plain text. */
	public static String[] split(String line) {
		return line.split("\t", -1);
	}

	public static void requireCount(String[] cells, int count) throws RowFormatException {
		if (cells.length != count) {
			throw new RowFormatException(count + " tab-separated columns",
					cells.length + " in " + RowFormatException.quote(String.join(" | ", cells)));
		}
	}

	public static String text(String name, String cell) throws RowFormatException {
		if (cell.isBlank()) {
			throw new RowFormatException("text in " + name, "nothing");
		}
		return cell;
	}

	/** Index of the cell's value among those allowed. */
	public static int oneOf(String name, String cell, List<String> allowed) throws RowFormatException {
		int index = allowed.indexOf(cell.strip());
		if (index < 0) {
			throw new RowFormatException(String.join(" or ", allowed) + " as " + name, RowFormatException.quote(cell));
		}
		return index;
	}

}
