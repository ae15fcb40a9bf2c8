package io.mtdnn.training.run;

import java.util.Locale;

/**
 * Detects errors caused by insufficient host or device memory, which the native engine
 * reports only as text.
 */
final class OutOfMemory {

	private OutOfMemory() {
	}

	static boolean describes(Throwable error) {
		for (Throwable cause = error; cause != null; cause = cause.getCause()) {
			String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
			if (cause instanceof OutOfMemoryError || message.contains("out of memory")
					|| message.contains("not enough memory") || message.contains("can't allocate memory")) {
				return true;
			}
		}
		return false;
	}

}
