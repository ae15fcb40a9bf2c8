package io.mtdnn.serving;

/** A request that cannot be answered as it stands; the message says what is allowed. */
public class InvalidQuestionException extends IllegalArgumentException {

	private final String field;

	public InvalidQuestionException(String field, String message) {
		super(message);
		this.field = field;
	}

	/** The field at fault. */
	public String field() {
		return this.field;
	}

}
