package io.mtdnn.security.keys;

/** Thrown when the expiry of a new key is in the past or too far in the future. */
@SuppressWarnings("serial")
public final class InvalidExpiryException extends IllegalArgumentException {

	InvalidExpiryException(String message) {
		super(message);
	}

}
