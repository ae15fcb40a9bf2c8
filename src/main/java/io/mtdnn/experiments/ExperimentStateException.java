package io.mtdnn.experiments;

/** Rejects an operation that the experiment's state does not allow. */
public class ExperimentStateException extends IllegalStateException {

	/** Thrown if the state of an experiment does not allow an operation. */
	public ExperimentStateException(String message) {
		super(message);
	}

}
