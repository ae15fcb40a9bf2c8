package io.mtdnn.training;

/** A run that cannot go on. Its last good checkpoint is kept. */
public class TrainingFailure extends RuntimeException {

	private final Kind kind;

	public TrainingFailure(Kind kind, String message, Throwable cause) {
		super(message, cause);
		this.kind = kind;
	}

	public Kind kind() {
		return this.kind;
	}

	/** Whose fault it is. */
	public enum Kind {

		/** The data or the plan (also: a loss that is not finite). Trying again changes nothing. */
		USER,

		/** Disk or memory ran out; it can be resumed when there is more. */
		CAPACITY,

		/** A fault of ours. */
		INTERNAL

	}

}
