package io.mtdnn.model;

import org.jspecify.annotations.Nullable;

/**
 * Thrown for unusable weights or configurations. The message names the file and the
 * tensor or setting at fault.
 */
public class ModelFormatException extends RuntimeException {

	public ModelFormatException(String message) {
		super(message);
	}

	public ModelFormatException(@Nullable String message, Throwable cause) {
		super(message, cause);
	}

}
