package io.mtdnn.experiments;

import org.jspecify.annotations.Nullable;

/** Thrown if a request needs results that do not exist, or do not exist yet. */
public class ResultsMissingException extends IllegalStateException {

	private final @Nullable String field;

	/**
	 * Reports missing results.
	 * @param field the parameter that requires them; null for the whole request
	 */
	public ResultsMissingException(@Nullable String field, String message) {
		super(message);
		this.field = field;
	}

	/** The parameter that requires them, or null. */
	public @Nullable String field() {
		return this.field;
	}

}
