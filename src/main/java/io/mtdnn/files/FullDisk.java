package io.mtdnn.files;

import java.util.List;

/**
 * Distinguishes a full disk from other write failures. Java has no specific exception,
 * only the system's message.
 */
public final class FullDisk {

	/** Messages of systems, and of a store that leaves a reserve. */
	private static final List<String> MESSAGES = List.of("No space left", "not enough space", "Disk quota exceeded",
			"(mtdnn.storage.reserve)");

	private FullDisk() {
	}

	/**
	 * Whether a failure or one of its causes is due to a full disk or an exhausted quota.
	 */
	public static boolean caused(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			String message = String.valueOf(cause.getMessage());
			if (MESSAGES.stream().anyMatch(message::contains)) {
				return true;
			}
		}
		return false;
	}

}
