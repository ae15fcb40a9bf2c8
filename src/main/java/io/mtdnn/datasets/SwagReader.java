package io.mtdnn.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.mtdnn.datasets.Example.ChoiceExample;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * SWAG: quoted csv with a header. The input's first segment is {@code sent1}; each choice
 * is {@code sent2}, where there is any, a blank and the ending.
 */
final class SwagReader implements ExampleReader {

	private static final List<String> ENDINGS = List.of("ending0", "ending1", "ending2", "ending3");

	private static final List<String> LABELS = List.of("0", "1", "2", "3");

	private static final List<String> COLUMNS = List.of("sent1", "sent2", "ending0", "ending1", "ending2", "ending3",
			"label");

	private final int maxRowSize;

	SwagReader(int maxRowSize) {
		this.maxRowSize = maxRowSize;
	}

	@Override
	public void read(InputStream in, Rows rows) throws IOException {
		RecordReader text = new RecordReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()),
				this.maxRowSize);
		CSVParser parser = CSVParser.builder().setReader(text).setFormat(CSVFormat.RFC4180).get();
		try {
			readRecords(parser, text, rows);
		}
		catch (UncheckedIOException ex) {
			throw fault(ex.getCause(), text.line);
		}
	}

	private void readRecords(CSVParser parser, RecordReader text, Rows rows) throws IOException {
		Header header = null;
		for (CSVRecord cells : parser) {
			if (!blank(cells)) {
				if (header == null) {
					header = new Header(cells.toList()).require(COLUMNS);
				}
				else {
					readRow(header, cells, text.line, rows);
				}
			}
			text.startRecord(parser.getCurrentLineNumber() + 1);
		}
		if (header == null) {
			new Header(List.of()).require(COLUMNS);
		}
	}

	private static boolean blank(CSVRecord cells) {
		return cells.size() == 1 && cells.get(0).isBlank();
	}

	private static void readRow(Header header, CSVRecord cells, long line, Rows rows) {
		try {
			rows.add("line " + line, example(header, cells, rows.file() + ":" + line));
		}
		catch (RowFormatException ex) {
			rows.malformed("line " + line, ex);
		}
	}

	private static Example example(Header header, CSVRecord cells, String id) throws RowFormatException {
		if (cells.size() != header.columns()) {
			throw new RowFormatException(header.columns() + " comma-separated columns",
					cells.size() + " in " + RowFormatException.quote(String.join(" | ", cells.toList())));
		}
		String second = cells.get(header.index("sent2")).strip();
		List<String> choices = new ArrayList<>();
		for (String name : ENDINGS) {
			String ending = Cells.text(name, cells.get(header.index(name)));
			choices.add(second.isEmpty() ? ending : second + " " + ending);
		}
		return new ChoiceExample(id, Cells.text("sent1", cells.get(header.index("sent1"))), choices,
				Cells.oneOf("label", cells.get(header.index("label")), LABELS));
	}

	private static IOException fault(IOException cause, long line) {
		if (cause instanceof CharacterCodingException) {
			return new FileFormatException("is not UTF-8 text, at or after line " + line, cause);
		}
		return (cause instanceof FileFormatException) ? cause : new FileFormatException(
				"is not well-formed csv from line " + line + " on: " + cause.getMessage(), cause);
	}

	/**
	 * Bounds a record, so that a quotation mark that is never closed does not fill the
	 * memory.
	 */
	private static final class RecordReader extends Reader {

		private final Reader in;

		private final int maxRowSize;

		private long count;

		private long line = 1;

		RecordReader(Reader in, int maxRowSize) {
			this.in = in;
			this.maxRowSize = maxRowSize;
		}

		void startRecord(long line) {
			this.line = line;
			this.count = 0;
		}

		@Override
		public int read(char[] chars, int offset, int length) throws IOException {
			int read = this.in.read(chars, offset, length);
			this.count += read;
			if (this.count - length > this.maxRowSize) {
				throw new FileFormatException(
						"has at line " + this.line + " a csv record of more than " + this.maxRowSize
								+ " characters (mtdnn.datasets.max-row-size; is a quotation mark not closed?)");
			}
			return read;
		}

		@Override
		public void close() throws IOException {
			this.in.close();
		}

	}

}
