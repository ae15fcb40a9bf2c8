package io.mtdnn.model;

/**
 * Thrown when the format of an export cannot express a head on this encoder, or a model
 * of this size.
 */
public class UnsupportedExportException extends RuntimeException {

	public UnsupportedExportException(String message) {
		super(message);
	}

}
