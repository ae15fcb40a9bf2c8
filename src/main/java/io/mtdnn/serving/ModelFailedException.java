package io.mtdnn.serving;

/** Thrown if the model could not compute an answer. */
public class ModelFailedException extends RuntimeException {

	public ModelFailedException(Throwable cause) {
		super("The model failed: " + cause.getMessage(), cause);
	}

}
