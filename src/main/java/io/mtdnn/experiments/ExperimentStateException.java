package io.mtdnn.experiments;

/** The experiment is not in a state in which it could do that. */
public class ExperimentStateException extends IllegalStateException {

	/** Thrown if the state of an experiment does not allow an operation. */
	public ExperimentStateException(String message) {
		super(message);
	}

}
