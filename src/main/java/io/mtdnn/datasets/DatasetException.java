package io.mtdnn.datasets;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Thrown for a dataset that cannot be used: unknown, missing, of a different format,
 * damaged, or with malformed rows.
 */
public class DatasetException extends RuntimeException {

	private static final int LISTED = 100;

	private final String dataset;

	private final transient List<MalformedRow> rows;

	public DatasetException(String dataset, @Nullable String message, List<MalformedRow> rows,
			@Nullable Throwable cause) {
		super(message, cause);
		this.dataset = dataset;
		this.rows = List.copyOf(rows.subList(0, Math.min(rows.size(), LISTED)));
	}

	public DatasetException(String dataset, String message) {
		this(dataset, message, List.of(), null);
	}

	/** Name of the dataset. */
	public String dataset() {
		return this.dataset;
	}

	/**
	 * The malformed rows, at most the first hundred; empty when the file as a whole is at
	 * fault.
	 */
	public List<MalformedRow> rows() {
		return this.rows;
	}

}
