package io.mtdnn.registry;

import io.mtdnn.task.Excerpt;

/** Thrown when no model has an alias, id or name. */
public class ModelNotFoundException extends RuntimeException {

	private final String reference;

	public ModelNotFoundException(String reference) {
		super("There is no model with the alias, id or name '" + Excerpt.of(reference) + "'.");
		this.reference = reference;
	}

	/** The requested alias, id or name. */
	public String reference() {
		return this.reference;
	}

}
