package io.mtdnn.datasets.reading;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * Thrown for a file that cannot be read as a whole: empty, damaged, too large, or of a
 * different format.
 */
public class FileFormatException extends IOException {

	public FileFormatException(String message) {
		super(message);
	}

	public FileFormatException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
