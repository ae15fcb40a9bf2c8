package io.mtdnn.datasets.catalog;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.mtdnn.datasets.catalog.DatasetFiles.Location;
import io.mtdnn.datasets.definitions.DatasetDefinition;

/**
 * Caches the labels of training files, so that an unchanged file is not read again.
 */
final class TrainingLabels {

	private final Map<String, Known> known = new ConcurrentHashMap<>();

	/**
	 * The labels of a dataset.
	 * @param read reads them from its training file
	 */
	List<String> of(DatasetDefinition dataset, Location file, Supplier<List<String>> read) {
		String state = dataset.hash(file.set()) + " " + file.state();
		Known found = this.known.get(dataset.name());
		if (found == null || !found.state().equals(state)) {
			found = new Known(state, read.get());
			this.known.put(dataset.name(), found);
		}
		return found.labels();
	}

	/**
	 * Labels.
	 *
	 * @param state state of the file from which they were read
	 */
	private record Known(String state, List<String> labels) {

	}

}
