package io.mtdnn.datasets.reading;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** A table of one row per line, in which quotation marks are plain text. */
final class PlainTable implements CellSource {

	private final LineReader lines;

	private final Pattern separator;

	PlainTable(LineReader lines, char separator) {
		this.lines = lines;
		this.separator = Pattern.compile(Pattern.quote(String.valueOf(separator)));
	}

	@Override
	public @Nullable List<String> next() throws IOException, RowFormatException {
		String line = this.lines.nextText();
		return (line != null) ? Arrays.asList(this.separator.split(line, -1)) : null;
	}

	@Override
	public long line() {
		return this.lines.number();
	}

}
