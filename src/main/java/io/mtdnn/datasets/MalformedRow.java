package io.mtdnn.datasets;

/**
 * A row that does not follow its format.
 *
 * @param file the file's name
 * @param location line number ({@code line 17}) or JSON path ({@code
 * data[3].paragraphs[0].qas[2].answers[0]})
 * @param expected what the format requires
 * @param actual the actual content
 */
public record MalformedRow(String file, String location, String expected, String actual) {

	@Override
	public String toString() {
		return this.file + ", " + this.location + ": expected " + this.expected + ", found " + this.actual;
	}

}
