package io.mtdnn.security.access;

import java.util.Set;

import io.mtdnn.security.Scope;
import io.mtdnn.security.keys.ApiKey;
import io.mtdnn.web.NamedCaller;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A caller identified by a key, or any caller of an open service. */
@SuppressWarnings("serial")
final class Caller extends AbstractAuthenticationToken implements NamedCaller {

	private final String name;

	private final String displayName;

	private final @Nullable Integer requestsPerMinute;

	private final boolean local;

	private Caller(String name, String displayName, Set<Scope> scopes, @Nullable Integer requestsPerMinute,
			boolean local) {
		super(scopes.stream().map(Scope::authority).toList());
		this.name = name;
		this.displayName = displayName;
		this.requestsPerMinute = requestsPerMinute;
		this.local = local;
		setAuthenticated(true);
	}

	static Caller anybody() {
		return new Caller("anybody", "anybody", Set.of(Scope.values()), 0, true);
	}

	static Caller configured(String name, Scope scope) {
		return new Caller(name, name, Set.of(scope), 0, false);
	}

	static Caller of(ApiKey key) {
		return new Caller("key:" + key.id(), key.name(), key.scopes(), key.requestsPerMinute(), false);
	}

	@Override
	public String displayName() {
		return this.displayName;
	}

	/** Requests per minute; null for the general limit, 0 for none. */
	@Nullable Integer requestsPerMinute() {
		return this.requestsPerMinute;
	}

	boolean isAnybody() {
		return this.local;
	}

	@Override
	public Object getCredentials() {
		return "";
	}

	@Override
	public Object getPrincipal() {
		return this.name;
	}

}
