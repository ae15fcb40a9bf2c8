package io.mtdnn.tokenization;

/**
 * Thrown for an unusable tokenizer; the message names the file and its fault.
 */
public class TokenizerException extends RuntimeException {

	public TokenizerException(String message) {
		super(message);
	}

	public TokenizerException(String message, Throwable cause) {
		super(message, cause);
	}

}
