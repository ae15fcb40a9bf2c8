package io.mtdnn.registry;

/**
 * A model whose files cannot be read at the moment, as its store is away; the request may
 * be repeated.
 */
public class ModelUnavailableException extends RuntimeException {

	/** A model whose store failed. */
	public ModelUnavailableException(String model, Throwable cause) {
		super("The files of model '%s' are currently unavailable. The service's log contains the cause.".formatted(model),
				cause);
	}

}
