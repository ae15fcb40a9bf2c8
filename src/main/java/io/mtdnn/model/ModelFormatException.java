package io.mtdnn.model;

/**
 * Thrown for unusable weights or configuration; the message names file, tensor and
 * shapes.
 */
public class ModelFormatException extends RuntimeException {

	public ModelFormatException(String message) {
		super(message);
	}

	public ModelFormatException(String message, Throwable cause) {
		super(message, cause);
	}

}
