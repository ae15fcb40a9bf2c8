package io.mtdnn.datasets.formats;

import java.util.List;

import io.mtdnn.datasets.Example;
import io.mtdnn.datasets.Example.SentenceExample;
import io.mtdnn.datasets.reading.Cells;
import io.mtdnn.datasets.reading.LineReader;
import io.mtdnn.datasets.reading.RowFormatException;

/**
 * CoLA: four tab-separated columns (source, label 0 or 1, the author's mark, sentence),
 * no header, no quoting. GLUE's files are the same.
 */
public final class ColaReader extends LinesReader {

	private static final List<String> LABELS = List.of("0", "1");

	public ColaReader(int maxRowSize) {
		super(maxRowSize);
	}

	@Override
	RowParser start(LineReader lines) {
		return ColaReader::parse;
	}

	private static Example parse(String line, String id) throws RowFormatException {
		String[] cells = Cells.split(line);
		Cells.requireCount(cells, 4);
		return new SentenceExample(id, Cells.text("column 4 (sentence)", cells[3]), null,
				Cells.oneOf("column 2 (label)", cells[1], LABELS));
	}

}
