package io.mtdnn.tokenization;

/**
 * Thrown for window settings that contradict each other. The message contains the
 * numbers.
 */
public class InvalidWindowException extends IllegalArgumentException {

	private final String field;

	public InvalidWindowException(String field, String message) {
		super(message);
		this.field = field;
	}

	/**
	 * The setting at fault: {@code maxSequenceLength}, {@code maxQuestionLength} or
	 * {@code docStride}.
	 */
	public String field() {
		return this.field;
	}

}
