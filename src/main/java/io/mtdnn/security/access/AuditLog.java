package io.mtdnn.security.access;

import io.mtdnn.security.Scope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Records who started, cancelled, promoted or created something, and every rejected
 * attempt: one line per call in the logger {@code mtdnn.audit}, with fields for
 * structured logs.
 */
final class AuditLog implements HandlerInterceptor {

	/** Attribute of a request: the promoted model or threshold, as JSON. */
	static final String PROMOTED = AuditLog.class.getName() + ".promoted";

	private static final Logger log = LoggerFactory.getLogger("mtdnn.audit");

	private static final String UNKNOWN = "unknown";

	private final AccessRules rules;

	AuditLog(AccessRules rules) {
		this.rules = rules;
	}

	@Override
	public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable Exception ex) {
		Scope scope = this.rules.required(request).orElse(null);
		if (scope != Scope.TRAIN && (scope != Scope.ADMIN || request.getMethod().equals("GET"))) {
			return;
		}
		String who = (request.getUserPrincipal() != null) ? request.getUserPrincipal().getName() : UNKNOWN;
		String made = response.getHeader(HttpHeaders.LOCATION);
		write("done", who, request, response.getStatus(), (made != null) ? made : promoted(request));
	}

	void refused(HttpServletRequest request, String who, String why) {
		write("refused", who, request, 0, why);
	}

	private static void write(String what, String name, HttpServletRequest request, int status, String more) {
		String who = name.isBlank() ? UNKNOWN : oneLine(name);
		LoggingEventBuilder line = log.atInfo()
			.addKeyValue("outcome", what)
			.addKeyValue("who", who)
			.addKeyValue("action", request.getMethod())
			.addKeyValue("target", oneLine(request.getRequestURI()))
			.addKeyValue("status", status)
			.addKeyValue("from", request.getRemoteAddr());
		if (!promoted(request).isEmpty()) {
			line = line.addKeyValue("promoted", promoted(request));
		}
		line.log("{} {} {} {} {} {}", what, who, request.getMethod(), oneLine(request.getRequestURI()), status, more);
	}

	private static String promoted(HttpServletRequest request) {
		return (request.getAttribute(PROMOTED) instanceof String json) ? oneLine(json) : "";
	}

	/** Prevents callers from writing their own lines. */
	private static String oneLine(String text) {
		return text.replaceAll("[\\p{Cc}\\u2028\\u2029]", "?");
	}

}
