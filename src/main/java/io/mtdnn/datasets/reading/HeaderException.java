package io.mtdnn.datasets.reading;

/** Thrown for a table whose header lacks columns. */
public class HeaderException extends FileFormatException {

	private final String expected;

	private final String actual;

	/**
	 * Columns that are missing.
	 * @param expected the missing columns, in words
	 * @param actual the header, quoted
	 */
	public HeaderException(String expected, String actual) {
		super("has no " + expected + " in its header, found " + actual);
		this.expected = expected;
		this.actual = actual;
	}

	/** The missing columns. */
	public String expected() {
		return this.expected;
	}

	/** The header. */
	public String actual() {
		return this.actual;
	}

}
