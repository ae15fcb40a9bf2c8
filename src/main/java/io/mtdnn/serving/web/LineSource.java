package io.mtdnn.serving.web;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import io.mtdnn.serving.QuestionTooLargeException;
import io.mtdnn.serving.answers.QuestionPipeline.Item;
import io.mtdnn.serving.answers.QuestionPipeline.Source;
import org.jspecify.annotations.Nullable;

/**
 * Reads questions from the lines of a stream. Blank lines are ignored; a line that is too
 * long is skipped.
 */
final class LineSource implements Source<QuestionReader.Tag> {

	private static final int BUFFER = 1 << 16;

	private final InputStream lines;

	private final QuestionReader reader;

	private final int maxBytes;

	private int number;

	LineSource(InputStream stream, QuestionReader reader, int maxBytes) {
		this.lines = new BufferedInputStream(stream, BUFFER);
		this.reader = reader;
		this.maxBytes = maxBytes;
	}

	@Override
	public boolean ready() {
		try {
			return this.lines.available() > 0;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public @Nullable Item<QuestionReader.Tag> next() {
		try {
			ByteArrayOutputStream line = new ByteArrayOutputStream();
			int length = read(line);
			if (length < 0) {
				return null;
			}
			if (length > this.maxBytes) {
				return new Item<>(new QuestionReader.Tag(this.number++, null), null, tooLong(length));
			}
			byte[] bytes = line.toByteArray();
			return isBlank(bytes) ? new Item<>(new QuestionReader.Tag(this.number, null), null, null)
					: this.reader.line(this.number++, bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private QuestionTooLargeException tooLong(int length) {
		return new QuestionTooLargeException("line",
				"the line has %d bytes; at most %d are accepted (mtdnn.serving.max-line)".formatted(length,
						this.maxBytes),
				this.maxBytes);
	}

	/**
	 * Reads a line; returns its length, or -1 at the end. Stores at most the accepted
	 * length.
	 */
	private int read(ByteArrayOutputStream line) throws IOException {
		int length = 0;
		for (int next = this.lines.read(); next != '\n'; next = this.lines.read()) {
			if (next < 0) {
				return (length > 0) ? length : -1;
			}
			if (length < this.maxBytes) {
				line.write(next);
			}
			length += (length < Integer.MAX_VALUE) ? 1 : 0;
		}
		return length;
	}

	private static boolean isBlank(byte[] line) {
		for (byte next : line) {
			if (next != ' ' && next != '\r' && next != '\t') {
				return false;
			}
		}
		return true;
	}

}
