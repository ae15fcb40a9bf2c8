package io.mtdnn.registry;

/** A request to the registry that cannot be met as it stands; the message says why. */
public class RegistryInputException extends IllegalArgumentException {

	private final String field;

	RegistryInputException(String field, String message) {
		super(message);
		this.field = field;
	}

	/** The field at fault. */
	public String field() {
		return this.field;
	}

}
