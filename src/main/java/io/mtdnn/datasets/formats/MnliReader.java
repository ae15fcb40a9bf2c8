package io.mtdnn.datasets.formats;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import io.mtdnn.datasets.Example;
import io.mtdnn.datasets.Example.SentenceExample;
import io.mtdnn.datasets.reading.Cells;
import io.mtdnn.datasets.reading.Header;
import io.mtdnn.datasets.reading.LineReader;
import io.mtdnn.datasets.reading.RowFormatException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * MultiNLI: tab-separated with a header, not quoted (GLUE), or one JSON object per line
 * (the corpus itself). Rows with gold label "-" have no majority label and are passed
 * over, as the corpus asks for.
 */
public final class MnliReader implements ExampleReader {

	/** Label order of transformers' MNLI checkpoints. */
	public static final List<String> LABELS = List.of("entailment", "neutral", "contradiction");

	private static final String FIRST = "sentence1";

	private static final String SECOND = "sentence2";

	private static final String LABEL = "gold_label";

	private static final String NO_MAJORITY = "-";

	/** White space before the first row that the kind of file is looked for behind. */
	private static final int BLANK = 1 << 16;

	private final LinesReader table;

	private final LinesReader objects;

	public MnliReader(int maxRowSize, JsonMapper json) {
		this.table = new Table(maxRowSize);
		this.objects = new Objects(maxRowSize, json);
	}

	@Override
	public void read(InputStream in, Rows rows) throws IOException {
		BufferedInputStream text = new BufferedInputStream(in);
		text.mark(BLANK);
		int first = text.read();
		for (int i = 1; i < BLANK && first >= 0 && Character.isWhitespace(first); i++) {
			first = text.read();
		}
		text.reset();
		((first == '{') ? this.objects : this.table).read(text, rows);
	}

	private static Example example(String id, String first, String second, String label) throws RowFormatException {
		if (NO_MAJORITY.equals(label)) {
			return null;
		}
		return new SentenceExample(id, Cells.text(FIRST, first), Cells.text(SECOND, second),
				Cells.oneOf(LABEL, label, LABELS));
	}

	private static final class Table extends LinesReader {

		Table(int maxRowSize) {
			super(maxRowSize);
		}

		@Override
		RowParser start(LineReader lines) throws IOException {
			Header header = Header.read(lines).require(List.of(FIRST, SECOND, LABEL));
			return (line, id) -> {
				String[] cells = Cells.split(line);
				Cells.requireCount(cells, header.columns());
				return example(id, cells[header.index(FIRST)], cells[header.index(SECOND)], cells[header.index(LABEL)]);
			};
		}

	}

	private static final class Objects extends LinesReader {

		private final JsonMapper json;

		Objects(int maxRowSize, JsonMapper json) {
			super(maxRowSize);
			this.json = json;
		}

		@Override
		RowParser start(LineReader lines) {
			return (line, id) -> {
				JsonNode row = parse(line);
				return example(id, text(row, FIRST), text(row, SECOND), text(row, LABEL));
			};
		}

		private JsonNode parse(String line) throws RowFormatException {
			try {
				return this.json.readTree(line);
			}
			catch (JacksonException ex) {
				throw new RowFormatException("a JSON object", RowFormatException.quote(line));
			}
		}

		private static String text(JsonNode row, String name) throws RowFormatException {
			JsonNode value = row.get(name);
			if (value == null || !value.isString()) {
				throw new RowFormatException("text as " + name,
						(value != null) ? RowFormatException.quote(value.toString()) : "nothing");
			}
			return value.stringValue();
		}

	}

}
