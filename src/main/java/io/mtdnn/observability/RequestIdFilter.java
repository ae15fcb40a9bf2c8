package io.mtdnn.observability;

import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request an id, the caller's where it is harmless, in the answer's {@code X-Request-Id} and in every line
 * that is logged for it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class RequestIdFilter extends OncePerRequestFilter {

	static final String HEADER = "X-Request-Id";

	static final String MDC_KEY = "requestId";

	private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String asked = request.getHeader(HEADER);
		String id = (asked != null && HARMLESS.matcher(asked).matches()) ? asked : UUID.randomUUID().toString();
		response.setHeader(HEADER, id);
		try (MDC.MDCCloseable ignored = MDC.putCloseable(MDC_KEY, id)) {
			chain.doFilter(request, response);
		}
	}

}
