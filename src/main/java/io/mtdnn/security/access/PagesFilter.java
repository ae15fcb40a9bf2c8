package io.mtdnn.security.access;

import java.io.IOException;
import java.util.concurrent.Semaphore;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits how many pages and scripts are sent at a time. They are open to callers without
 * a key, who could request them without reading the responses; health checks have their
 * own threads.
 */
final class PagesFilter extends OncePerRequestFilter {

	private static final int MOST = 32;

	private final Semaphore pages = new Semaphore(MOST);

	private final AccessRules rules;

	private final Refusals refusals;

	PagesFilter(AccessRules rules, Refusals refusals) {
		this.rules = rules;
		this.refusals = refusals;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return this.rules.required(request).isPresent() || request.getRequestURI().contains("/health");
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!this.pages.tryAcquire()) {
			this.refusals.busy(response);
			return;
		}
		try {
			chain.doFilter(request, response);
		}
		finally {
			this.pages.release();
		}
	}

}
