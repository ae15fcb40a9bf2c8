package io.mtdnn.registry;

/** Thrown for an invalid request to the registry; the message contains the reason. */
public class RegistryInputException extends IllegalArgumentException {

	private final String field;

	/**
	 * A request that is rejected.
	 * @param field the field at fault
	 * @param message what is wrong, without the field's name
	 */
	public RegistryInputException(String field, String message) {
		super(message);
		this.field = field;
	}

	/** The field at fault. */
	public String field() {
		return this.field;
	}

}
