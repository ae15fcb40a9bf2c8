package io.mtdnn.security;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Access to the service. JWTs are accepted too if
 * {@code spring.security.oauth2.resourceserver.jwt.issuer-uri} or {@code jwk-set-uri} is
 * set; their scopes are read, infer, train and admin.
 *
 * @param mode Access mode. auto: open on loopback if no credentials are configured;
 * otherwise keys are required, and startup fails without any. secured: keys are always
 * required. open: every client that can reach the port may do everything.
 * @param adminKey Key with all scopes, which creates the others. At least 32 random
 * characters.
 * @param metricsKey Key that may only read, for Prometheus. At least 32 random
 * characters.
 * @param allowedHosts Host names besides localhost that an open service on loopback
 * accepts. It rejects all others to prevent DNS rebinding.
 * @param issuerCheck Whether startup fails when the token issuer publishes no keys.
 * Otherwise the first token triggers the first request to the issuer.
 * @param keysWithoutDatabase Time for which a key continues to work while the database is
 * unavailable. 0 for the five seconds that every key is cached.
 */
@Validated
@ConfigurationProperties("mtdnn.security")
public record SecurityProperties(@NotNull @DefaultValue("auto") Mode mode,
		@Size(min = 32, message = "must have at least 32 characters") @Pattern(regexp = "(?s)(?!change-me).*",
				message = "must be changed: the example value is not secret") String adminKey,
		@Size(min = 32, message = "must have at least 32 characters") @Pattern(regexp = "(?s)(?!change-me).*",
				message = "must be changed: the example value is not secret") String metricsKey,
		@DefaultValue List<String> allowedHosts, @DefaultValue("false") boolean issuerCheck,
		@NotNull @DefaultValue("5m") Duration keysWithoutDatabase, @Valid @DefaultValue RateLimit rateLimit) {

	public SecurityProperties {
		adminKey = (adminKey != null && adminKey.isBlank()) ? null : adminKey;
		metricsKey = (metricsKey != null && metricsKey.isBlank()) ? null : metricsKey;
		allowedHosts = (allowedHosts != null)
				? allowedHosts.stream().map((host) -> host.toLowerCase(Locale.ROOT)).toList() : List.of();
	}

	@AssertTrue(message = "mtdnn.security.metrics-key must differ from mtdnn.security.admin-key, or it would have"
			+ " every scope")
	boolean isMetricsKeyAnother() {
		return this.metricsKey == null || !this.metricsKey.equals(this.adminKey);
	}

	/** The conditions under which callers need credentials. */
	public enum Mode {

		/** Depending on the address that the server is bound to. */
		AUTO,

		/** Always. */
		SECURED,

		/** Never. */
		OPEN

	}

	/**
	 * The rate limit of a key for inference requests. Does not apply if the service is
	 * open.
	 *
	 * @param requestsPerMinute Requests per minute of one key, unless the key has its own
	 * number. 0 for no limit.
	 * @param burst Number of requests that may arrive at once.
	 */
	public record RateLimit(@Min(0) @DefaultValue("600") int requestsPerMinute, @Min(1) @DefaultValue("60") int burst) {

	}

}
