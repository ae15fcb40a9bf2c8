package io.mtdnn.datasets.definitions;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** The formats of dataset files, each also gzip-compressed. */
public enum FileKind {

	/** The JSON of SQuAD: articles, paragraphs, questions, answers. */
	SQUAD,

	/** One row per record, cells separated by commas. */
	CSV,

	/** One row per line, cells separated by tabs. */
	TSV,

	/** One JSON object per line. */
	JSON_LINES;

	/** Whether it has rows of cells, and perhaps a header. */
	public boolean table() {
		return this == CSV || this == TSV;
	}

	/** The separator of a table's cells. */
	public char separator() {
		return (this == TSV) ? '\t' : ',';
	}

	/** The name in entries, such as {@code json-lines}. */
	public String label() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	static Optional<FileKind> of(@Nullable String label) {
		return Arrays.stream(values()).filter((kind) -> kind.label().equals(label)).findFirst();
	}

	static List<String> labels() {
		return Arrays.stream(values()).map(FileKind::label).toList();
	}

}
