package io.mtdnn.pretrained;

/** Thrown when an encoder does not exist or cannot be used. */
public class EncoderException extends RuntimeException {

	public EncoderException(String message) {
		super(message);
	}

	public EncoderException(String message, Throwable cause) {
		super(message, cause);
	}

}
