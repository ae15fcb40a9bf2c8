package io.mtdnn.datasets.reading;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import org.jspecify.annotations.Nullable;

/**
 * The records of a table whose cells may be quoted (RFC 4180): a quoted cell may hold
 * separators, line ends and, doubled, quotation marks. Blank lines are skipped.
 */
final class QuotedTable implements CellSource {

	/** The parser's first buffer; it is doubled until a cell fits. */
	private static final int SMALLEST_BUFFER = 1 << 14;

	private static final int LARGEST_BUFFER = 1 << 30;

	/** Characters that the parser reads at once. */
	private static final int READ_AHEAD = 1 << 13;

	private final Iterator<List<String>> records;

	private final Cells cells;

	/**
	 * A table.
	 * @param in UTF-8 text
	 * @param maxRowSize maximum number of characters of a record
	 */
	QuotedTable(InputStream in, char separator, int maxRowSize) {
		this.cells = new Cells(maxRowSize);
		this.records = CsvReader.builder()
			.fieldSeparator(separator)
			.extraFieldStrategy(FieldMismatchStrategy.IGNORE)
			.missingFieldStrategy(FieldMismatchStrategy.IGNORE)
			.allowUnclosedQuote(false)
			.maxBufferSize(buffer(maxRowSize))
			.build(this.cells, new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()))
			.iterator();
	}

	/**
	 * Room for a cell of the largest size. FastCSV 4.4.0 fails on buffers of other sizes
	 * than its own multiplied by a power of two.
	 */
	private static int buffer(int maxRowSize) {
		int size = SMALLEST_BUFFER;
		while (size < LARGEST_BUFFER && size - READ_AHEAD < maxRowSize) {
			size *= 2;
		}
		return size;
	}

	@Override
	public long line() {
		return this.cells.line;
	}

	@Override
	public @Nullable List<String> next() throws IOException {
		try {
			while (this.records.hasNext()) {
				List<String> found = this.records.next();
				if (found.size() > 1 || !found.get(0).isBlank()) {
					return found;
				}
			}
			return null;
		}
		catch (UncheckedIOException ex) {
			throw fault(Objects.requireNonNull(ex.getCause()));
		}
		catch (CsvParseException ex) {
			throw fault(ex);
		}
	}

	private IOException fault(IOException cause) {
		return (cause instanceof CharacterCodingException)
				? new FileFormatException("is not UTF-8 text, at or after line " + line(), cause) : cause;
	}

	private FileFormatException fault(CsvParseException cause) {
		String message = String.valueOf(cause.getMessage());
		if (message.startsWith("The maximum buffer size")) {
			return this.cells.tooLarge(cause);
		}
		return (cause.getCause() instanceof FileFormatException own) ? own : new FileFormatException(
				"is not well-formed CSV from line " + line() + ": " + message.replaceAll(" \\(record .*\\)$", ""),
				cause);
	}

	/** Collects the cells of a record and bounds their size. */
	private static final class Cells extends AbstractBaseCsvCallbackHandler<List<String>> {

		private final int maxRowSize;

		private List<String> cells = List.of();

		private long line = 1;

		private int size;

		Cells(int maxRowSize) {
			this.maxRowSize = maxRowSize;
		}

		@Override
		protected void handleBegin(long startingLineNumber) {
			this.line = startingLineNumber;
			this.cells = new ArrayList<>();
			this.size = 0;
		}

		@Override
		protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
			this.size += length + 1;
			if (this.size > this.maxRowSize) {
				throw new CsvParseException("too large", tooLarge(null));
			}
			this.cells.add(new String(buffer, offset, length));
		}

		@Override
		protected List<String> buildRecord() {
			return this.cells;
		}

		FileFormatException tooLarge(@Nullable Throwable cause) {
			return new FileFormatException("has at line " + this.line + " a record of more than " + this.maxRowSize
					+ " characters (mtdnn.datasets.max-row-size); check for an unclosed quotation mark", cause);
		}

	}

}
