package io.mtdnn.registry;

/**
 * A well-formed request that does not fit the model it names, such as one for a head that
 * the model does not have.
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
