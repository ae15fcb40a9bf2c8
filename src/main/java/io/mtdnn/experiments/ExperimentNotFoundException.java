package io.mtdnn.experiments;

import java.util.NoSuchElementException;

/** No experiment has that id. */
public class ExperimentNotFoundException extends NoSuchElementException {

	/** Reports an unknown id. */
	public ExperimentNotFoundException(String id) {
		super("There is no experiment '" + id + "'.");
	}

}
