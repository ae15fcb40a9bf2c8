package io.mtdnn.registry;

/**
 * Thrown when a model's files cannot be read because its store is unavailable; the
 * request can be retried.
 */
public class ModelUnavailableException extends RuntimeException {

	/** A model whose store failed. */
	public ModelUnavailableException(String model, Throwable cause) {
		super("The files of model '%s' are currently unavailable. The service's log contains the cause."
			.formatted(model), cause);
	}

}
