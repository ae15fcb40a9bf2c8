package io.mtdnn.training;

import java.io.IOException;

import io.mtdnn.files.FullDisk;
import org.jspecify.annotations.Nullable;

/** Thrown when a run cannot continue. Its last complete checkpoint is kept. */
public class TrainingFailure extends RuntimeException {

	private final FailureKind kind;

	public TrainingFailure(FailureKind kind, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.kind = kind;
	}

	/**
	 * The failure of a run that could not write a file. Its kind is CAPACITY only if the
	 * disk is full.
	 * @param what name of the file
	 * @param remains clause that names the files that are still complete; null for none
	 */
	public static TrainingFailure unwritten(String what, @Nullable String remains, IOException cause) {
		boolean full = FullDisk.caused(cause);
		String reason = full ? cause.getMessage() : cause.toString();
		return new TrainingFailure(
				full ? FailureKind.CAPACITY : FailureKind.INTERNAL, what + " could not be written (" + reason + ")"
						+ ((remains != null) ? "; " + remains : "") + (full ? "; free some space and resume" : ""),
				cause);
	}

	public FailureKind kind() {
		return this.kind;
	}

}
