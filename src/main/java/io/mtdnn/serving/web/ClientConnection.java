package io.mtdnn.serving.web;

import java.util.function.BooleanSupplier;

import jakarta.servlet.ServletRequest;

/**
 * Whether the client of a request is still connected; checked by the thread that serves
 * the request.
 */
public final class ClientConnection {

	/** Request attribute with the probe of the connection. */
	static final String PROBE = ClientConnection.class.getName() + ".probe";

	private ClientConnection() {
	}

	/**
	 * True once the client has closed the connection; always false if the server cannot
	 * determine it.
	 */
	public static BooleanSupplier gone(ServletRequest request) {
		return (request.getAttribute(PROBE) instanceof BooleanSupplier probe) ? probe : () -> false;
	}

}
