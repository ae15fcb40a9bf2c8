package io.mtdnn.security.access;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

import io.mtdnn.security.exposure.Exposure;
import io.mtdnn.security.keys.ApiKeys;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Authenticates the caller: {@code Authorization: Bearer <key>} or
 * {@code X-API-Key: <key>}. A bearer token that is not a key is left to the JWT filter;
 * if its issuer publishes no keys to verify it, the response is 503.
 */
final class CallerFilter extends OncePerRequestFilter {

	private static final Logger log = LoggerFactory.getLogger(CallerFilter.class);

	private static final String BEARER = "Bearer ";

	private final Exposure exposure;

	/** Callers with keys from the settings, by the hash of the key. */
	private final Map<String, Caller> configured;

	private final ApiKeys keys;

	private final Refusals refusals;

	CallerFilter(Exposure exposure, Map<String, Caller> configured, ApiKeys keys, Refusals refusals) {
		this.exposure = exposure;
		this.configured = Map.copyOf(configured);
		this.keys = keys;
		this.refusals = refusals;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			String text = keyOf(request);
			Optional<Caller> caller = this.exposure.open() ? Optional.of(Caller.anybody()) : identify(text);
			if (caller.isEmpty()
					&& (text != null && (request.getHeader("X-API-Key") != null || text.startsWith(ApiKeys.PREFIX)))) {
				this.refusals.invalidKey(request, response);
				return;
			}
			caller.ifPresent(CallerFilter::remember);
		}
		catch (DataAccessException | TransactionException ex) {
			this.refusals.keysUnavailable(response);
			return;
		}
		try {
			chain.doFilter(request, response);
		}
		catch (AuthenticationServiceException | JwtDecoderInitializationException ex) {
			log.warn("A token could not be checked: {}", NestedExceptionUtils.getMostSpecificCause(ex).toString());
			this.refusals.issuerUnavailable(response);
		}
	}

	/**
	 * Also filters asynchronous dispatches, because their responses are written on
	 * another thread, which must know the caller too.
	 */
	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	private Optional<Caller> identify(@Nullable String text) {
		if (text == null) {
			return Optional.empty();
		}
		// The lookup uses a hash, so its duration reveals nothing about the key.
		Caller known = this.configured.get(ApiKeys.sha256(text));
		return (known != null) ? Optional.of(known) : this.keys.find(text).map(Caller::of);
	}

	/** The key or token of a request; null if it has none. */
	static @Nullable String keyOf(HttpServletRequest request) {
		String key = request.getHeader("X-API-Key");
		String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
		if (key != null || authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
			return key;
		}
		return authorization.substring(BEARER.length()).trim();
	}

	private static void remember(Caller caller) {
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(caller);
		SecurityContextHolder.setContext(context);
	}

}
