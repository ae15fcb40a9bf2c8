package io.mtdnn.pretrained;

/** An encoder that is not there or cannot be used. */
public class EncoderException extends RuntimeException {

	public EncoderException(String message) {
		super(message);
	}

	public EncoderException(String message, Throwable cause) {
		super(message, cause);
	}

}
