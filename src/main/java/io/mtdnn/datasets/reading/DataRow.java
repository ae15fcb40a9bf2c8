package io.mtdnn.datasets.reading;

import java.util.List;

/** A row of a file: its parts by the names that the dataset gives their columns. */
public interface DataRow {

	/**
	 * A text.
	 * @throws RowFormatException when it is missing, or blank
	 */
	default String text(String column) throws RowFormatException {
		String text = textOrBlank(column);
		if (text.isBlank()) {
			throw fault(column, "text", "nothing");
		}
		return text;
	}

	/**
	 * A text that may be blank.
	 * @throws RowFormatException when it is missing
	 */
	String textOrBlank(String column) throws RowFormatException;

	/**
	 * A label or number, without white space around it.
	 * @throws RowFormatException when it is missing
	 */
	String value(String column) throws RowFormatException;

	/**
	 * Several texts.
	 * @param columns one column for each, or one that holds all
	 * @throws RowFormatException when one is missing, or blank
	 */
	List<String> texts(List<String> columns) throws RowFormatException;

	/** The fault of a column. */
	RowFormatException fault(String column, String expected, String actual);

}
