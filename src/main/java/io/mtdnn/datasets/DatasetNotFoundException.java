package io.mtdnn.datasets;

import java.util.List;

import io.mtdnn.task.Excerpt;

/** Thrown when a dataset does not exist. */
public class DatasetNotFoundException extends DatasetException {

	/**
	 * A fault that lists the existing datasets.
	 * @param known their names
	 */
	public DatasetNotFoundException(String name, List<String> known) {
		super(name, "unknown dataset '" + Excerpt.of(name) + "'; known datasets: " + String.join(", ", known));
	}

}
