package io.mtdnn.datasets.catalog;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.datasets.DatasetException;
import io.mtdnn.datasets.MalformedRow;
import io.mtdnn.datasets.Split;
import io.mtdnn.datasets.reading.FileFormatException;
import org.jspecify.annotations.Nullable;

/** Caches the results of reading files until they change. */
final class Readings {

	private final Map<String, Reading> readings = new ConcurrentHashMap<>();

	/**
	 * Keeps a success.
	 * @param state state of the file and its labels before it was read
	 */
	void read(String dataset, String state, Dataset found) {
		this.readings.put(key(dataset, found.split()), new Reading(state, found.examples().size(),
				found.task().labels(), null, found.skipped().stream().map(MalformedRow::toString).toList()));
	}

	/**
	 * Keeps a failure, unless it may end without a change of the file, as a lack of
	 * permission may.
	 */
	Reading failed(String dataset, Split split, String state, DatasetException fault) {
		Reading failed = new Reading(state, null, List.of(), fault.getMessage(),
				fault.rows().stream().map(MalformedRow::toString).toList());
		if (!(fault.getCause() instanceof IOException) || fault.getCause() instanceof FileFormatException) {
			this.readings.put(key(dataset, split), failed);
		}
		return failed;
	}

	/** The result of reading a file in that state. */
	Optional<Reading> of(String dataset, Split split, String state) {
		return Optional.ofNullable(this.readings.get(key(dataset, split)))
			.filter((reading) -> reading.state().equals(state));
	}

	private static String key(String dataset, Split split) {
		return split + " " + dataset;
	}

	/**
	 * A result.
	 *
	 * @param state of the file that was read, and of its labels
	 * @param rows null when it could not be read
	 * @param labels of its task
	 */
	record Reading(String state, @Nullable Integer rows, List<String> labels, @Nullable String fault,
			List<String> rejected) {

	}

}
