package io.mtdnn.serving.web;

import java.util.function.BooleanSupplier;

import jakarta.servlet.ServletRequest;

/**
 * Checks whether the client of a request is still connected. Used by the thread that
 * serves the request.
 */
public final class ClientConnection {

	/** Request attribute with the probe of the connection. */
	static final String PROBE = ClientConnection.class.getName() + ".probe";

	private ClientConnection() {
	}

	/**
	 * Returns true after the client has closed the connection. Always returns false if
	 * the server cannot determine this.
	 */
	public static BooleanSupplier gone(ServletRequest request) {
		return (request.getAttribute(PROBE) instanceof BooleanSupplier probe) ? probe : () -> false;
	}

}
