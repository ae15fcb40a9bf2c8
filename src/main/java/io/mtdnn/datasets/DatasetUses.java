package io.mtdnn.datasets;

import java.util.Optional;

/** What datasets are used for; a module that uses them tells it here. */
public interface DatasetUses {

	/**
	 * A job that reads a dataset, or has read it, by a name for people.
	 * @param unfinished whether only jobs count that may still read it
	 */
	Optional<String> job(String dataset, boolean unfinished);

}
