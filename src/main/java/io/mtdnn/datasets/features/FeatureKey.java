package io.mtdnn.datasets.features;

import java.util.List;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.files.Digests;
import io.mtdnn.task.Task;
import io.mtdnn.tokenization.WindowSettings;

/**
 * A hash of everything that encoded features depend on.
 *
 * @param hex SHA-256, hexadecimal
 */
record FeatureKey(String hex) {

	/**
	 * Version that is incremented whenever readers or encoders produce different items
	 * from the same bytes.
	 */
	private static final int CODE_VERSION = 2;

	static FeatureKey of(Dataset dataset, String tokenizerHash, WindowSettings settings) {
		List<Object> parts = List.of(CODE_VERSION, dataset.sha256(), dataset.examples().size(), text(dataset.task()),
				tokenizerHash, settings);
		return new FeatureKey(Digests.sha256(parts.toString()));
	}

	/** What features depend on, which is all but the layers of the head. */
	private static String text(Task task) {
		return "Task[name=%s, head=%s, labels=%s, mainMetric=%s]".formatted(task.name(), task.head(), task.labels(),
				task.mainMetric());
	}

}
