package io.mtdnn.model;

/**
 * Weights or configuration that cannot be used; the message names file, tensor and
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
