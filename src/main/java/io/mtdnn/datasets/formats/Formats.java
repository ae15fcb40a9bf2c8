package io.mtdnn.datasets.formats;

import io.mtdnn.datasets.definitions.DatasetDefinition;
import io.mtdnn.datasets.definitions.FileKind;
import io.mtdnn.datasets.definitions.RowFormat;
import io.mtdnn.datasets.reading.JsonLines;
import io.mtdnn.datasets.reading.ReadingLimits;
import io.mtdnn.datasets.reading.TextTable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** The readers of all formats. */
public final class Formats {

	private static final int MAX_NESTING = 100;

	private final ReadingLimits limits;

	private final JsonMapper json;

	public Formats(ReadingLimits limits) {
		this.limits = limits;
		StreamReadConstraints constraints = StreamReadConstraints.builder()
			.maxStringLength(limits.rowSize())
			.maxNestingDepth(MAX_NESTING)
			.build();
		this.json = JsonMapper
			.builder(JsonFactory.builder()
				.streamReadConstraints(constraints)
				.disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
				.build())
			.build();
	}

	/**
	 * A reader of one file.
	 * @param labels the labels of a classification; learned when the reader has read a
	 * file
	 * @param part the requested part of the file
	 */
	public ExampleReader reader(DatasetDefinition dataset, RowFormat format, LabelSet labels, Part part) {
		if (format.kind() == FileKind.SQUAD) {
			return new SquadReader(this.json, format.unanswerable(), part);
		}
		RowMapper mapper = new RowMapper(dataset, format, labels, part);
		return new RowsReader(opening(format), mapper, labels, format.rowColumns().label());
	}

	private RowsReader.Opening opening(RowFormat format) {
		if (format.kind() == FileKind.JSON_LINES) {
			return (in) -> new JsonLines(in, this.json, this.limits.rowSize());
		}
		TextTable.Shape shape = new TextTable.Shape(format.kind().separator(), format.quoted(), format.header(),
				format.columnCount());
		return (in) -> new TextTable(in, shape, format.rowColumns().all(), this.limits.rowSize());
	}

}
