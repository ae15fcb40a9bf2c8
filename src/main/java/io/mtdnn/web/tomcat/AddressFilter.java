package io.mtdnn.web.tomcat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;

import io.mtdnn.web.ProblemWriter;
import io.mtdnn.web.ProblemType;
import io.mtdnn.web.Problems;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Rejects malformed addresses that the container accepts but that would fail later, in
 * whichever code reads them first: the container decodes the parameters of the query on
 * demand and does not check that the path conforms to RFC 3986.
 */
final class AddressFilter extends OncePerRequestFilter {

	private final ProblemWriter writer;

	AddressFilter(ProblemWriter writer) {
		this.writer = writer;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!isPath(request.getRequestURI())) {
			refuse(response, "The path of the address has characters that must be percent-encoded.", "path");
		}
		else if (!isQuery(request)) {
			refuse(response,
					"The query of the address cannot be read: names and values must be percent-encoded UTF-8, each "
							+ "parameter must have a name, and at most 1000 are allowed.",
					"query");
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private void refuse(HttpServletResponse response, String detail, String field) throws IOException {
		this.writer.write(response, Problems.of(ProblemType.INVALID_REQUEST, detail, field));
	}

	private static boolean isPath(String path) {
		try {
			new URI(path);
			return true;
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	/**
	 * For a malformed query, the container throws an {@code InvalidParameterException}, a
	 * subclass of {@code IllegalStateException}.
	 */
	private static boolean isQuery(HttpServletRequest request) {
		try {
			return request.getQueryString() == null || request.getParameterMap() != null;
		}
		catch (IllegalStateException ex) {
			return false;
		}
	}

}
