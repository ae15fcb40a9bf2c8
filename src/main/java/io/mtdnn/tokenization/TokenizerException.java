package io.mtdnn.tokenization;

import org.jspecify.annotations.Nullable;

/**
 * Thrown for an unusable tokenizer. The message names the file and its fault.
 */
public class TokenizerException extends RuntimeException {

	public TokenizerException(String message) {
		super(message);
	}

	public TokenizerException(@Nullable String message, Throwable cause) {
		super(message, cause);
	}

}
