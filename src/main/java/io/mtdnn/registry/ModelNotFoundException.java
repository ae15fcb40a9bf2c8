package io.mtdnn.registry;

import io.mtdnn.task.Excerpt;

/** There is no model of that alias, id or name. */
public class ModelNotFoundException extends RuntimeException {

	private final String reference;

	public ModelNotFoundException(String reference) {
		super("There is no model with the alias, id or name '" + Excerpt.of(reference) + "'.");
		this.reference = reference;
	}

	/** What was asked for. */
	public String reference() {
		return this.reference;
	}

}
