package io.mtdnn.serving;

/**
 * A text, or a number of texts, over a limit of the service; the message gives the limit.
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

	/** The largest value that is accepted. */
	public long limit() {
		return this.limit;
	}

}
