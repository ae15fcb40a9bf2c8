package io.mtdnn.web.tomcat;

import java.io.IOException;

import io.mtdnn.web.ProblemWriter;
import io.mtdnn.web.ProblemType;
import io.mtdnn.web.Problems;
import io.mtdnn.observability.RequestIds;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * Reports errors that the container detects before a request reaches the application, as
 * problem documents instead of HTML pages.
 */
final class ContainerProblems extends ErrorReportValve {

	private final ProblemWriter writer;

	ContainerProblems(ProblemWriter writer) {
		this.writer = writer;
	}

	void write(Response response, ProblemDetail problem) throws IOException {
		if (response.getHeader(RequestIds.HEADER) == null) {
			response.setHeader(RequestIds.HEADER, RequestIds.of(null));
		}
		this.writer.write(response, problem);
	}

	@Override
	protected void report(Request request, Response response, Throwable throwable) {
		if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		try {
			write(response, problem(response.getStatus()));
		}
		catch (IOException ex) {
			getContainer().getLogger().debug("The client has disconnected before the response", ex);
		}
	}

	/**
	 * Omits the container's own message, which may quote the header at fault and thus a
	 * key.
	 */
	private static ProblemDetail problem(int code) {
		HttpStatus status = HttpStatus.resolve(code);
		if (status == null || status == HttpStatus.INTERNAL_SERVER_ERROR) {
			return Problems.unexpected();
		}
		if (status == HttpStatus.BAD_REQUEST) {
			return Problems.of(ProblemType.INVALID_REQUEST, "The address or a header of the request is malformed.",
					null);
		}
		return Problems.plain(status, switch (status) {
			case METHOD_NOT_ALLOWED -> "This method is not allowed for this address.";
			case NOT_FOUND -> "There is no resource at this address.";
			default -> status.getReasonPhrase() + ".";
		});
	}

}
