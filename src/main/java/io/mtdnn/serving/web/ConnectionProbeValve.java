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
 * Gives each request a probe of its connection. The servlet API tells of a closed connection only when somebody writes;
 * Tomcat can look whether the socket has ended, without reading what may be the next request.
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
	 * After the whole body was read, only the next request or the socket's end can be there. The next request stays in the
	 * buffer once it has been seen and then counts no more; the end is there every time.
	 */
	private static boolean gone(org.apache.coyote.Request request) {
		AtomicBoolean read = new AtomicBoolean();
		request.action(ActionCode.REQUEST_BODY_FULLY_READ, read);
		return read.get() && somethingThere(request) && somethingThere(request);
	}

	private static boolean somethingThere(org.apache.coyote.Request request) {
		request.action(ActionCode.AVAILABLE, Boolean.TRUE);
		boolean something = request.getAvailable() > 0;
		request.setAvailable(0);
		return something;
	}

}
