package io.mtdnn.training;

/** A request that cannot become a run: a user error. */
public class InvalidPlanException extends RuntimeException {

	private final String field;

	public InvalidPlanException(String field, String message) {
		super(message);
		this.field = field;
	}

	public InvalidPlanException(String field, String message, Throwable cause) {
		super(message, cause);
		this.field = field;
	}

	/** JSON path of the field at fault, such as {@code tasks[1].weight}. */
	public String field() {
		return this.field;
	}

}
