package io.mtdnn.datasets.reading;

import io.mtdnn.task.Excerpt;

/** Thrown for a row that does not follow its format; the next row can still be read. */
public class RowFormatException extends Exception {

	private final String location;

	private final String expected;

	private final String actual;

	public RowFormatException(String location, String expected, String actual) {
		super(expected, null, false, false);
		this.location = location;
		this.expected = expected;
		this.actual = actual;
	}

	public RowFormatException(String expected, String actual) {
		this("", expected, actual);
	}

	/** Where in the row, such as {@code .answers[0]}; empty for the row itself. */
	public String location() {
		return this.location;
	}

	public String expected() {
		return this.expected;
	}

	public String actual() {
		return this.actual;
	}

	/** Quotes text from a file for a message: one line, of bounded length. */
	public static String quote(String text) {
		return "\"" + Excerpt.of(text) + "\"";
	}

}
