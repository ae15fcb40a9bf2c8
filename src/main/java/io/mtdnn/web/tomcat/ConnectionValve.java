package io.mtdnn.web.tomcat;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

import io.mtdnn.web.Busy;
import io.mtdnn.observability.RequestIds;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.http.HttpHeaders;

/**
 * Reserves threads for health checks, and closes the connection of a request that was
 * answered before its body was read. Otherwise the container would wait for the rest of
 * the body on one of its threads.
 */
final class ConnectionValve extends ValveBase {

	private static final String[] HEALTH = { "/actuator/health", "/v2/health/" };

	/**
	 * The maximum number of bytes read from a rejected body, if they have already
	 * arrived. If that is the whole body, its sender can use the connection again.
	 */
	private static final int DRAINED = 2 << 20;

	private final Semaphore requests;

	private final ContainerProblems problems;

	/**
	 * @param requests maximum number of requests at the same time besides health checks
	 */
	ConnectionValve(int requests, ContainerProblems problems) {
		super(true);
		this.requests = new Semaphore(requests);
		this.problems = problems;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (!request.isAsync()) {
			response.setHeader(RequestIds.HEADER, RequestIds.of(request.getHeader(RequestIds.HEADER)));
		}
		if (isHealth(request.getDecodedRequestURI()) || request.isAsync()) {
			serve(request, response);
		}
		else if (this.requests.tryAcquire()) {
			try {
				serve(request, response);
			}
			finally {
				this.requests.release();
			}
		}
		else {
			response.setHeader(HttpHeaders.RETRY_AFTER, Busy.RETRY_SECONDS);
			this.problems.write(response, Busy.problem("Too many requests are being processed."));
			finish(request, response);
		}
	}

	private void serve(Request request, Response response) throws IOException, ServletException {
		getNext().invoke(request, response);
		if (!request.isAsync()) {
			finish(request, response);
		}
	}

	private static void finish(Request request, Response response) throws IOException {
		if (!is(request.getCoyoteRequest(), ActionCode.IS_ERROR) && !isRead(request.getCoyoteRequest())) {
			response.setHeader(HttpHeaders.CONNECTION, "close");
			request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
		}
		response.finishResponse();
	}

	/**
	 * Whether the whole body has arrived; reads the part that has arrived, without
	 * waiting.
	 */
	private static boolean isRead(org.apache.coyote.Request request) throws IOException {
		int[] drained = new int[1];
		while (!is(request, ActionCode.REQUEST_BODY_FULLY_READ)) {
			// A chunk may have arrived in part, and reading it would wait for the rest.
			if (request.getContentLengthLong() < 0 || drained[0] > DRAINED || !isThere(request)) {
				return false;
			}
			request.doRead(new Discarded(drained));
		}
		return true;
	}

	private static boolean is(org.apache.coyote.Request request, ActionCode question) {
		AtomicBoolean answer = new AtomicBoolean();
		request.action(question, answer);
		return answer.get();
	}

	private static boolean isThere(org.apache.coyote.Request request) {
		request.action(ActionCode.AVAILABLE, true);
		boolean there = request.getAvailable() > 0;
		request.setAvailable(0);
		return there;
	}

	private static boolean isHealth(String path) {
		return path != null && (path.startsWith(HEALTH[0]) || path.startsWith(HEALTH[1]));
	}

}
