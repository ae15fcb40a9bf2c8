package io.mtdnn.security.keys;

/** A key that would expire in the past or in a far future. */
@SuppressWarnings("serial")
public final class InvalidExpiryException extends IllegalArgumentException {

	InvalidExpiryException(String message) {
		super(message);
	}

}
