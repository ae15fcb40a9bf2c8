package io.mtdnn.datasets.formats;

import java.io.IOException;
import java.util.List;

import io.mtdnn.datasets.Example.SentenceExample;
import io.mtdnn.datasets.reading.Cells;
import io.mtdnn.datasets.reading.Header;
import io.mtdnn.datasets.reading.LineReader;

/**
 * MRPC: tab-separated with a header, not quoted, mostly with a byte order mark. The
 * Microsoft files and GLUE's have the same columns.
 */
public final class MrpcReader extends LinesReader {

	private static final String LABEL = "Quality";

	private static final String FIRST = "#1 String";

	private static final String SECOND = "#2 String";

	private static final List<String> LABELS = List.of("0", "1");

	public MrpcReader(int maxRowSize) {
		super(maxRowSize);
	}

	@Override
	RowParser start(LineReader lines) throws IOException {
		Header header = Header.read(lines).require(List.of(LABEL, FIRST, SECOND));
		return (line, id) -> {
			String[] cells = Cells.split(line);
			Cells.requireCount(cells, header.columns());
			return new SentenceExample(id, Cells.text(FIRST, cells[header.index(FIRST)]),
					Cells.text(SECOND, cells[header.index(SECOND)]),
					Cells.oneOf(LABEL, cells[header.index(LABEL)], LABELS));
		};
	}

}
