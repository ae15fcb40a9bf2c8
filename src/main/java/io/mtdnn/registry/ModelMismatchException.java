package io.mtdnn.registry;

/**
 * Thrown for a well-formed request that does not match its model, for example one for a
 * head that the model lacks.
 */
public class ModelMismatchException extends RuntimeException {

	private final String field;

	/**
	 * A request that is rejected.
	 * @param field the field at fault
	 * @param message what does not fit, and what would
	 */
	public ModelMismatchException(String field, String message) {
		super(message);
		this.field = field;
	}

	/** The field at fault. */
	public String field() {
		return this.field;
	}

}
