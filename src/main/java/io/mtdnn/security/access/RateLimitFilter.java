package io.mtdnn.security.access;

import java.io.IOException;
import java.time.Duration;

import io.mtdnn.security.Scope;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits the rate of each caller's inference requests. It runs after authorisation, so
 * that rejected calls do not count.
 */
final class RateLimitFilter extends OncePerRequestFilter {

	private final AccessRules rules;

	private final RateLimiter limiter;

	private final Refusals refusals;

	RateLimitFilter(AccessRules rules, RateLimiter limiter, Refusals refusals) {
		this.rules = rules;
		this.limiter = limiter;
		this.refusals = refusals;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Authentication caller = SecurityContextHolder.getContext().getAuthentication();
		boolean open = caller instanceof Caller known && known.isAnybody();
		if (!open && caller != null
				&& this.rules.required(request).filter((scope) -> scope == Scope.INFER).isPresent()) {
			Integer own = (caller instanceof Caller known) ? known.requestsPerMinute() : null;
			Duration wait = this.limiter.take(caller.getName(), own);
			if (!wait.isZero()) {
				this.refusals.tooMany(request, response, caller.getName(),
						Math.max(1, wait.plusMillis(999).toSeconds()));
				return;
			}
		}
		chain.doFilter(request, response);
	}

}
