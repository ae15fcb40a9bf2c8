package io.mtdnn.datasets;

import java.util.List;

import io.mtdnn.task.Excerpt;

/** There is no dataset of that name. */
public class DatasetNotFoundException extends DatasetException {

	/**
	 * A fault that lists the datasets there are.
	 * @param known their names
	 */
	public DatasetNotFoundException(String name, List<String> known) {
		super(name, "unknown dataset '" + Excerpt.of(name) + "'; there are " + String.join(", ", known));
	}

}
