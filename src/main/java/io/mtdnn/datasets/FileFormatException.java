package io.mtdnn.datasets;

import java.io.IOException;

/**
 * A file that as a whole cannot be read: empty, damaged, too large, or of another format.
 */
class FileFormatException extends IOException {

	FileFormatException(String message) {
		super(message);
	}

	FileFormatException(String message, Throwable cause) {
		super(message, cause);
	}

}
