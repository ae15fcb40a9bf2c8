package io.mtdnn.datasets.reading;

import java.io.IOException;

/**
 * A file that as a whole cannot be read: empty, damaged, too large, or of another format.
 */
public class FileFormatException extends IOException {

	public FileFormatException(String message) {
		super(message);
	}

	public FileFormatException(String message, Throwable cause) {
		super(message, cause);
	}

}
