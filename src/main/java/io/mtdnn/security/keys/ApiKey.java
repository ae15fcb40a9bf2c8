package io.mtdnn.security.keys;

import java.time.Instant;
import java.util.Set;

import io.mtdnn.security.Scope;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The description of a key, without the key itself.
 *
 * @param requestsPerMinute its own rate limit; null for the general one
 * @param expiresAt null for never
 * @param revokedAt null unless it has been revoked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApiKey(String id, String name, Set<Scope> scopes, @Nullable Integer requestsPerMinute, Instant createdAt,
		String createdBy, @Nullable Instant expiresAt, @Nullable Instant revokedAt) {

}
