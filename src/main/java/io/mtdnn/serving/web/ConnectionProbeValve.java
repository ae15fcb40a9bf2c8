package io.mtdnn.serving.web;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Gives each request a probe of its connection. The servlet API reports a closed
 * connection only when the response is written; Tomcat can detect the end of the socket's
 * stream without consuming bytes of the next request.
 */
final class ConnectionProbeValve extends ValveBase {

	ConnectionProbeValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		BooleanSupplier gone = () -> gone(request.getCoyoteRequest());
		request.setAttribute(ClientConnection.PROBE, gone);
		getNext().invoke(request, response);
	}

	/**
	 * After the body has been read completely, only the next request or the end of the
	 * stream can follow. Checking the socket fills the buffer with the next request; at
	 * the end of the stream, it reports available bytes although the buffer remains
	 * empty.
	 */
	private static boolean gone(org.apache.coyote.Request request) {
		AtomicBoolean read = new AtomicBoolean();
		request.action(ActionCode.REQUEST_BODY_FULLY_READ, read);
		return read.get() && !isThere(request, false) && isThere(request, true) && !isThere(request, false);
	}

	private static boolean isThere(org.apache.coyote.Request request, boolean look) {
		request.action(ActionCode.AVAILABLE, look);
		boolean there = request.getAvailable() > 0;
		request.setAvailable(0);
		return there;
	}

}
