package io.mtdnn.security;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * What a caller may do. {@link #ADMIN} holds all others; tokens carry the names in their
 * {@code scope} claim.
 */
public enum Scope {

	/** Look at jobs, models, metrics. */
	@JsonProperty("read")
	READ("read"),

	/** Ask models. */
	@JsonProperty("infer")
	INFER("infer"),

	/** Start and stop jobs, promote models and thresholds. */
	@JsonProperty("train")
	TRAIN("train"),

	/** Create and revoke keys, look inside the service. */
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
