package io.mtdnn.datasets.definitions;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The format of the rows of a file.
 *
 * @param quoted whether cells may be in quotation marks (RFC 4180); else these are plain
 * text
 * @param header whether the first row of a table names its columns
 * @param columnCount cells of each row of a table without a header; 0 for as many as its
 * first row has
 * @param columns null for the format of SQuAD
 * @param ignoredLabels rows with one of these labels are skipped
 * @param unanswerable whether questions without an answer are allowed
 */
public record RowFormat(FileKind kind, boolean quoted, boolean header, int columnCount, @Nullable Columns columns,
		List<String> ignoredLabels, boolean unanswerable) {

	public RowFormat {
		ignoredLabels = List.copyOf(ignoredLabels);
	}

	/** Where the parts of an example are in a row, of every format but SQuAD. */
	public Columns rowColumns() {
		return Objects.requireNonNull(this.columns, "a format of rows has columns");
	}

}
