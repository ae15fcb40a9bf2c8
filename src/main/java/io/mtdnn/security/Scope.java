package io.mtdnn.security;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * The rights of a caller. {@link #ADMIN} includes all others; tokens contain the names in
 * their {@code scope} claim.
 */
public enum Scope {

	/** View jobs, models and metrics. */
	@JsonProperty("read")
	READ("read"),

	/** Use models for inference. */
	@JsonProperty("infer")
	INFER("infer"),

	/** Start and stop jobs, promote models and thresholds. */
	@JsonProperty("train")
	TRAIN("train"),

	/** Create and revoke keys, inspect the service. */
	@JsonProperty("admin")
	ADMIN("admin");

	private final String label;

	Scope(String label) {
		this.label = label;
	}

	/** The authority that Spring Security checks. */
	public GrantedAuthority authority() {
		return new SimpleGrantedAuthority("SCOPE_" + this.label);
	}

	@Override
	public String toString() {
		return this.label;
	}

}
