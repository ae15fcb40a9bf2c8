package io.mtdnn.training;

import java.io.IOException;

import io.mtdnn.files.FullDisk;

/** A run that cannot go on. Its last good checkpoint is kept. */
public class TrainingFailure extends RuntimeException {

	private final Kind kind;

	public TrainingFailure(Kind kind, String message, Throwable cause) {
		super(message, cause);
		this.kind = kind;
	}

	/**
	 * The failure of a run that could not write a file. Only a full disk is a lack of
	 * capacity.
	 * @param what the file
	 * @param remains what is whole nevertheless; null for nothing
	 */
	public static TrainingFailure unwritten(String what, String remains, IOException cause) {
		boolean full = FullDisk.caused(cause);
		String reason = full ? cause.getMessage() : cause.toString();
		return new TrainingFailure(
				full ? Kind.CAPACITY : Kind.INTERNAL, what + " could not be written (" + reason + ")"
						+ ((remains != null) ? "; " + remains : "") + (full ? "; free some space and resume" : ""),
				cause);
	}

	public Kind kind() {
		return this.kind;
	}

	/** Whose fault it is. */
	public enum Kind {

		/**
		 * The data or the plan (also: a loss that is not finite). Trying again changes
		 * nothing.
		 */
		USER,

		/** Disk or memory ran out; it can be resumed when there is more. */
		CAPACITY,

		/** A fault of ours. */
		INTERNAL

	}

}
