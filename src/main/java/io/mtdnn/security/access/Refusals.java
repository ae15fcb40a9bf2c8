package io.mtdnn.security.access;

import java.io.IOException;
import java.util.stream.Collectors;

import io.mtdnn.security.Scope;
import io.mtdnn.web.ProblemWriter;
import io.mtdnn.web.ProblemType;
import io.mtdnn.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** Rejects calls, each with a problem document and a line in the audit log. */
final class Refusals {

	private final ProblemWriter writer;

	private final AuditLog audit;

	Refusals(ProblemWriter writer, AuditLog audit) {
		this.writer = writer;
		this.audit = audit;
	}

	void notKnown(HttpServletRequest request, HttpServletResponse response) throws IOException {
		unauthorized(request, response, "This call requires a key: Authorization: Bearer <key>, or X-API-Key: <key>.");
	}

	void invalidKey(HttpServletRequest request, HttpServletResponse response) throws IOException {
		unauthorized(request, response, "The key is unknown, revoked or expired.");
	}

	void notAllowed(HttpServletRequest request, HttpServletResponse response, Authentication caller, Scope needed)
			throws IOException {
		String held = caller.getAuthorities()
			.stream()
			.map(GrantedAuthority::getAuthority)
			.filter((authority) -> authority.startsWith("SCOPE_"))
			.map((authority) -> authority.substring("SCOPE_".length()))
			.sorted()
			.collect(Collectors.joining(", "));
		this.audit.refused(request, caller.getName(), "lacks scope " + needed);
		write(response, ProblemType.NOT_ALLOWED,
				"This call requires the scope '%s'; these credentials have: %s.".formatted(needed, held));
	}

	void foreignSite(HttpServletRequest request, HttpServletResponse response, String why) throws IOException {
		this.audit.refused(request, "anybody", why);
		write(response, ProblemType.NOT_ALLOWED, why);
	}

	void tooMany(HttpServletRequest request, HttpServletResponse response, String who, long seconds)
			throws IOException {
		this.audit.refused(request, who, "exceeded its rate limit");
		response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
		write(response, ProblemType.TOO_MANY_REQUESTS,
				"This key has exceeded its rate limit; retry in %d s.".formatted(seconds));
	}

	void keysUnavailable(HttpServletResponse response) throws IOException {
		response.setHeader(HttpHeaders.RETRY_AFTER, "5");
		write(response, ProblemType.KEYS_UNAVAILABLE, "The database with the keys is unavailable; retry in 5 s.");
	}

	void issuerUnavailable(HttpServletResponse response) throws IOException {
		response.setHeader(HttpHeaders.RETRY_AFTER, "5");
		write(response, ProblemType.ISSUER_UNAVAILABLE,
				"The token issuer provides no keys to verify tokens; retry in 5 s.");
	}

	void busy(HttpServletResponse response) throws IOException {
		response.setHeader(HttpHeaders.RETRY_AFTER, "1");
		write(response, ProblemType.BUSY, "Too many pages are being sent. Retry in 1 s.");
	}

	void malformed(HttpServletResponse response) throws IOException {
		write(response, ProblemType.INVALID_REQUEST, "The address or a header of the request is malformed.");
	}

	private void unauthorized(HttpServletRequest request, HttpServletResponse response, String detail)
			throws IOException {
		this.audit.refused(request, "unknown", detail);
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
		write(response, ProblemType.NOT_AUTHENTICATED, detail);
	}

	private void write(HttpServletResponse response, ProblemType type, String detail) throws IOException {
		this.writer.write(response, Problems.of(type, detail, null));
	}

}
