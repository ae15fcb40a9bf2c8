package io.mtdnn.serving;

/**
 * Thrown if a text, or the number of texts, exceeds a limit. The message states the
 * limit.
 */
public class QuestionTooLargeException extends RuntimeException {

	private final String field;

	private final long limit;

	public QuestionTooLargeException(String field, String message, long limit) {
		super(message);
		this.field = field;
		this.limit = limit;
	}

	/** The field at fault. */
	public String field() {
		return this.field;
	}

	/** The maximum that is accepted. */
	public long limit() {
		return this.limit;
	}

}
