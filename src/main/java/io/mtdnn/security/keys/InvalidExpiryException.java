package io.mtdnn.security.keys;

/** Thrown for a key that would expire in the past or the distant future. */
@SuppressWarnings("serial")
public final class InvalidExpiryException extends IllegalArgumentException {

	InvalidExpiryException(String message) {
		super(message);
	}

}
