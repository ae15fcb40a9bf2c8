package io.mtdnn.datasets.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.datasets.DatasetException;
import io.mtdnn.datasets.MalformedRow;
import io.mtdnn.datasets.Split;
import io.mtdnn.datasets.catalog.DatasetFiles.Location;
import io.mtdnn.datasets.definitions.DatasetDefinition;
import org.jspecify.annotations.Nullable;

/** Caches the results of reading files until they change. */
final class Readings {

	private final Map<String, Reading> readings = new ConcurrentHashMap<>();

	void read(DatasetDefinition dataset, Location file, Dataset found) {
		this.readings.put(key(dataset.name(), found.split()), new Reading(state(dataset, file), found.examples().size(),
				found.task().labels(), null, found.skipped().stream().map(MalformedRow::toString).toList()));
	}

	void failed(DatasetDefinition dataset, Split split, Location file, DatasetException fault) {
		this.readings.put(key(dataset.name(), split), new Reading(state(dataset, file), null, List.of(),
				fault.getMessage(), fault.rows().stream().map(MalformedRow::toString).toList()));
	}

	Optional<Reading> of(DatasetDefinition dataset, Split split, Location file) {
		return Optional.ofNullable(this.readings.get(key(dataset.name(), split)))
			.filter((reading) -> reading.state().equals(state(dataset, file)));
	}

	private static String key(String dataset, Split split) {
		return split + " " + dataset;
	}

	private static String state(DatasetDefinition dataset, Location file) {
		return dataset.hash(file.set()) + " " + file.state();
	}

	/**
	 * A result.
	 *
	 * @param state of the file that was read
	 * @param rows null when it could not be read
	 * @param labels of its task
	 */
	record Reading(String state, @Nullable Integer rows, List<String> labels, @Nullable String fault,
			List<String> rejected) {

	}

}
