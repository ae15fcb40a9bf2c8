package io.mtdnn.datasets;

import java.util.Optional;

/** Reports the uses of datasets; implemented by modules that use them. */
public interface DatasetUses {

	/**
	 * A job that reads a dataset, or has read it, by a name for people.
	 * @param unfinished whether to count only jobs that may still read it
	 */
	Optional<String> job(String dataset, boolean unfinished);

}
