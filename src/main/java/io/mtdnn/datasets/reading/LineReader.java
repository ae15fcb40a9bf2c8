package io.mtdnn.datasets.reading;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Reads lines that end with LF or CRLF (no other character ends a line: sentences hold
 * U+0085 and U+2028), strictly as UTF-8.
 */
final class LineReader {

	private final InputStream in;

	private final int maxLength;

	private final byte[] buffer = new byte[1 << 16];

	private int position;

	private int end;

	private int number;

	LineReader(InputStream in, int maxLength) {
		this.in = in;
		this.maxLength = maxLength;
	}

	/** Number of the last line read; the first is 1. */
	int number() {
		return this.number;
	}

	/**
	 * The next line without its end, or null at the file's end.
	 * @throws RowFormatException when it is not UTF-8 (the next can be read)
	 * @throws FileFormatException when it is longer than allowed
	 */
	@Nullable String next() throws IOException, RowFormatException {
		ByteArrayOutputStream line = null;
		while (fill()) {
			int start = this.position;
			while (this.position < this.end && this.buffer[this.position] != '\n') {
				this.position++;
			}
			if (this.position < this.end) {
				return ended(line, start, this.position++ - start);
			}
			line = (line != null) ? line : new ByteArrayOutputStream();
			append(line, start, this.end - start);
		}
		if (line == null) {
			return null;
		}
		this.number++;
		return decode(line);
	}

	private String ended(@Nullable ByteArrayOutputStream begun, int start, int length)
			throws FileFormatException, RowFormatException {
		if (begun != null) {
			append(begun, start, length);
		}
		else {
			check(length);
		}
		this.number++;
		return (begun != null) ? decode(begun) : decode(this.buffer, start, length);
	}

	/** The next line that is not blank, or null at the file's end. */
	@Nullable String nextText() throws IOException, RowFormatException {
		String line = next();
		while (line != null && line.isBlank()) {
			line = next();
		}
		return line;
	}

	private boolean fill() throws IOException {
		if (this.position == this.end) {
			this.position = 0;
			this.end = Math.max(0, this.in.read(this.buffer, 0, this.buffer.length));
		}
		return this.end > 0;
	}

	private void append(ByteArrayOutputStream line, int start, int length) throws FileFormatException {
		check(line.size() + length);
		line.write(this.buffer, start, length);
	}

	private void check(int length) throws FileFormatException {
		if (length > this.maxLength) {
			throw new FileFormatException("has at line " + (this.number + 1) + " a line of more than " + this.maxLength
					+ " bytes (mtdnn.datasets.max-row-size)");
		}
	}

	private String decode(ByteArrayOutputStream line) throws RowFormatException {
		return decode(line.toByteArray(), 0, line.size());
	}

	private static String decode(byte[] bytes, int start, int length) throws RowFormatException {
		int kept = (length > 0 && bytes[start + length - 1] == '\r') ? length - 1 : length;
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, kept)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new RowFormatException("UTF-8 text",
					RowFormatException.quote(new String(bytes, start, kept, StandardCharsets.UTF_8)));
		}
	}

}
