package io.mtdnn.web.body;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import io.mtdnn.web.ProblemWriter;
import io.mtdnn.web.ProblemType;
import io.mtdnn.web.Problems;
import io.mtdnn.web.StreamedBodies;
import io.mtdnn.web.StreamedBodies.Bound;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds size, pace and memory of bodies, announced or chunked. Streams of lines
 * ({@code application/x-ndjson}) have no bounded length; their readers limit each line.
 */
final class BodyLimitFilter extends OncePerRequestFilter {

	private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD");

	private final WebProperties limits;

	private final BodyRoom room;

	private final ProblemWriter writer;

	private final List<StreamedBodies> streamed;

	BodyLimitFilter(WebProperties limits, BodyRoom room, ProblemWriter writer, List<StreamedBodies> streamed) {
		this.streamed = streamed;
		this.limits = limits;
		this.room = room;
		this.writer = writer;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Bound streamed = streamed(request);
		Bound bound = (streamed != null) ? streamed
				: isLines(request) ? null : new Bound(this.limits.maxBody(), "mtdnn.web.max-body");
		if (!hasBody(request)) {
			chain.doFilter(request, response);
		}
		else if (WITHOUT_BODY.contains(request.getMethod())) {
			this.writer.write(response, Problems.of(ProblemType.INVALID_REQUEST,
					"A " + request.getMethod() + " request must not have a body.", null));
		}
		else if (bound != null && request.getContentLengthLong() > bound.size().toBytes()) {
			this.writer.write(response, new BodyTooLargeException(bound).problem());
		}
		else {
			BodyPace pace = new BodyPace(this.limits.bodyTime(), this.limits.bodyRate(), bound == null);
			boolean held = bound != null && streamed == null;
			read(request, response, chain, new BodyStream(request, bound, held, pace, this.room));
		}
	}

	private static void read(HttpServletRequest request, HttpServletResponse response, FilterChain chain,
			BodyStream body) throws ServletException, IOException {
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

	/** The bound of a body that is read as a stream; null for others. */
	private @Nullable Bound streamed(HttpServletRequest request) {
		return this.streamed.stream().flatMap((bodies) -> bodies.bound(request).stream()).findFirst().orElse(null);
	}

	private static boolean isLines(HttpServletRequest request) {
		String type = request.getContentType();
		return type != null && type.startsWith(MediaType.APPLICATION_NDJSON_VALUE);
	}

}
