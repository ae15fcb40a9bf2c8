package io.mtdnn.experiments;

/** What is asked for needs results that are not there, or not yet there. */
public class ResultsMissingException extends IllegalStateException {

	private final String field;

	/**
	 * Reports missing results.
	 * @param field the parameter that asks for them; null if it is the whole request
	 */
	public ResultsMissingException(String field, String message) {
		super(message);
		this.field = field;
	}

	/** The parameter that asks for them, or null. */
	public String field() {
		return this.field;
	}

}
