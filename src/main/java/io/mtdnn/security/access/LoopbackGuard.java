package io.mtdnn.security.access;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.mtdnn.security.exposure.Exposure;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Protects an open service from other sites' pages in its user's browser: a page of
 * another site must not reach it through a name that resolves to this machine (DNS
 * rebinding), nor change anything with a form or script.
 */
final class LoopbackGuard extends OncePerRequestFilter {

	private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

	private final Exposure exposure;

	private final List<String> allowedHosts;

	private final Refusals refusals;

	LoopbackGuard(Exposure exposure, List<String> allowedHosts, Refusals refusals) {
		this.exposure = exposure;
		this.allowedHosts = allowedHosts;
		this.refusals = refusals;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !this.exposure.open();
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String host = request.getServerName().toLowerCase(Locale.ROOT);
		if (this.exposure.loopback() && !isLocal(host) && !this.allowedHosts.contains(host)) {
			this.refusals.foreignSite(request, response,
					"An open service on loopback accepts only the host localhost; add other names to"
							+ " mtdnn.security.allowed-hosts.");
		}
		else if (!SAFE.contains(request.getMethod()) && isForeign(request)) {
			this.refusals.foreignSite(request, response, "Pages of other sites are not allowed to change anything.");
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private static boolean isLocal(String host) {
		return host.equals("localhost") || host.endsWith(".localhost") || host.matches("127(\\.\\d{1,3}){3}")
				|| host.equals("[::1]") || host.equals("::1") || host.equals("[0:0:0:0:0:0:0:1]");
	}

	private static boolean isForeign(HttpServletRequest request) {
		if ("cross-site".equals(request.getHeader("Sec-Fetch-Site"))) {
			return true;
		}
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		return origin != null && !sameHost(origin, request);
	}

	private static boolean sameHost(String origin, HttpServletRequest request) {
		try {
			URI uri = URI.create(origin);
			int port = (uri.getPort() >= 0) ? uri.getPort() : ("https".equals(uri.getScheme()) ? 443 : 80);
			return request.getServerName().equalsIgnoreCase(uri.getHost()) && request.getServerPort() == port;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
