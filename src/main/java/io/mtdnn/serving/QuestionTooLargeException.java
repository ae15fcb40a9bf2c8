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

	/** A request that requires more windows, or other input rows, than are accepted. */
	public static QuestionTooLargeException windows(String field, long windows, int limit) {
		return new QuestionTooLargeException(field,
				"%s requires %d windows; at most %d are accepted (mtdnn.serving.batching.max-rows)".formatted(field,
						windows, limit),
				limit);
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
