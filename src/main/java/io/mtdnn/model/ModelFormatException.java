package io.mtdnn.model;

import org.jspecify.annotations.Nullable;

/**
 * Thrown for unusable weights or configuration; the message names file, tensor and
 * shapes.
 */
public class ModelFormatException extends RuntimeException {

	public ModelFormatException(String message) {
		super(message);
	}

	public ModelFormatException(@Nullable String message, Throwable cause) {
		super(message, cause);
	}

}
