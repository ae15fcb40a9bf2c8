package io.mtdnn.datasets.reading;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** The first line of a table that is not blank, which names its columns. */
public final class Header {

	private final List<String> names;

	public Header(List<String> names) {
		this.names = names;
	}

	/** Reads the header of a tab-separated table: its first line that is not blank. */
	public static Header read(LineReader lines) throws IOException {
		try {
			String line = lines.next();
			while (line != null && line.isBlank()) {
				line = lines.next();
			}
			return new Header((line != null) ? Arrays.asList(Cells.split(line)) : List.of());
		}
		catch (RowFormatException ex) {
			throw new FileFormatException(
					"has in its header " + ex.actual() + " where " + ex.expected() + " is expected");
		}
	}

	/** Checks that the columns are there. */
	public Header require(List<String> wanted) throws FileFormatException {
		if (!this.names.containsAll(wanted)) {
			throw new FileFormatException("has another header: expected the columns " + String.join(", ", wanted)
					+ ", found "
					+ (this.names.isEmpty() ? "nothing" : RowFormatException.quote(String.join(", ", this.names))));
		}
		return this;
	}

	public int index(String name) {
		return this.names.indexOf(name);
	}

	public int columns() {
		return this.names.size();
	}

}
