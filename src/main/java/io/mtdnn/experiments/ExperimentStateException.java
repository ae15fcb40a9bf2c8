package io.mtdnn.experiments;

/** The experiment is not in a state in which it could do that. */
public class ExperimentStateException extends IllegalStateException {

	/** Reports what is not possible, and why. */
	public ExperimentStateException(String message) {
		super(message);
	}

}
