package io.mtdnn.datasets.formats;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import io.mtdnn.datasets.Example;
import io.mtdnn.datasets.Example.ChoiceExample;
import io.mtdnn.datasets.reading.Cells;
import io.mtdnn.datasets.reading.Header;
import io.mtdnn.datasets.reading.QuotedTable;
import io.mtdnn.datasets.reading.RowFormatException;
import io.mtdnn.tokenization.SentenceRows;

/**
 * SWAG: quoted csv with a header. The input's first segment is {@code sent1}; each choice
 * is {@code sent2}, where there is any, a blank and the ending.
 */
public final class SwagReader implements ExampleReader {

	private static final List<String> ENDINGS = List.of("ending0", "ending1", "ending2", "ending3");

	private static final List<String> LABELS = List.of("0", "1", "2", "3");

	private static final List<String> COLUMNS = List.of("sent1", "sent2", "ending0", "ending1", "ending2", "ending3",
			"label");

	private final int maxRowSize;

	public SwagReader(int maxRowSize) {
		this.maxRowSize = maxRowSize;
	}

	@Override
	public void read(InputStream in, Rows rows) throws IOException {
		QuotedTable table = new QuotedTable(in, ',', this.maxRowSize);
		List<String> names = table.next();
		Header header = new Header((names != null) ? names : List.of()).require(COLUMNS);
		for (List<String> cells = table.next(); cells != null; cells = table.next()) {
			readRow(header, cells, table.line(), rows);
		}
	}

	private static void readRow(Header header, List<String> cells, long line, Rows rows) {
		try {
			rows.add("line " + line, example(header, cells, rows.file() + ":" + line));
		}
		catch (RowFormatException ex) {
			rows.malformed("line " + line, ex);
		}
	}

	private static Example example(Header header, List<String> cells, String id) throws RowFormatException {
		if (cells.size() != header.columns()) {
			throw new RowFormatException(header.columns() + " comma-separated columns",
					cells.size() + " in " + RowFormatException.quote(String.join(" | ", cells)));
		}
		String second = cells.get(header.index("sent2")).strip();
		List<String> choices = new ArrayList<>();
		for (String name : ENDINGS) {
			String ending = Cells.text(name, cells.get(header.index(name)));
			choices.add(SentenceRows.continuation(second, ending));
		}
		return new ChoiceExample(id, Cells.text("sent1", cells.get(header.index("sent1"))), choices,
				Cells.oneOf("label", cells.get(header.index("label")), LABELS));
	}

}
