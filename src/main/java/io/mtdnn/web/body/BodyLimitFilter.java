package io.mtdnn.web.body;

import java.io.IOException;
import java.util.Set;

import io.mtdnn.web.ProblemWriter;
import io.mtdnn.web.ProblemType;
import io.mtdnn.web.Problems;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds size, pace and memory of bodies, announced or chunked. Streams of lines
 * ({@code application/x-ndjson}) have no end to bound; whoever reads them bounds each
 * line.
 */
final class BodyLimitFilter extends OncePerRequestFilter {

	private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD");

	private final WebProperties limits;

	private final BodyRoom room;

	private final ProblemWriter writer;

	BodyLimitFilter(WebProperties limits, BodyRoom room, ProblemWriter writer) {
		this.limits = limits;
		this.room = room;
		this.writer = writer;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		boolean stream = isStream(request);
		if (!hasBody(request)) {
			chain.doFilter(request, response);
		}
		else if (WITHOUT_BODY.contains(request.getMethod())) {
			this.writer.write(response, Problems.of(ProblemType.INVALID_REQUEST,
					"A " + request.getMethod() + " request has no body here.", null));
		}
		else if (!stream && request.getContentLengthLong() > this.limits.maxBody().toBytes()) {
			this.writer.write(response, new BodyTooLargeException(this.limits.maxBody()).problem());
		}
		else {
			read(request, response, chain, stream ? null : this.limits.maxBody());
		}
	}

	private void read(HttpServletRequest request, HttpServletResponse response, FilterChain chain, DataSize limit)
			throws ServletException, IOException {
		BodyPace pace = new BodyPace(this.limits.bodyTime(), this.limits.bodyRate(), limit == null);
		BodyStream body = new BodyStream(request, limit, pace, this.room);
		try {
			chain.doFilter(new BodyRequest(request, body), response);
		}
		finally {
			body.end();
		}
	}

	private static boolean hasBody(HttpServletRequest request) {
		return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
	}

	private static boolean isStream(HttpServletRequest request) {
		String type = request.getContentType();
		return type != null && type.startsWith(MediaType.APPLICATION_NDJSON_VALUE);
	}

}
