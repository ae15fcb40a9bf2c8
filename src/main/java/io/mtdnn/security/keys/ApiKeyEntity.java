package io.mtdnn.security.keys;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

import io.mtdnn.security.Scope;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * The database row of a key: its name, the hash of its secret, its scopes and its
 * validity.
 */
@Entity
@Table(name = "api_key")
class ApiKeyEntity {

	@Id
	private String id;

	@Column(nullable = false)
	private String name;

	@Column(nullable = false)
	private String secretHash;

	@Column(nullable = false)
	private String scopes;

	private @Nullable Integer requestsPerMinute;

	@Column(nullable = false)
	private Instant createdAt;

	@Column(nullable = false)
	private String createdBy;

	private @Nullable Instant expiresAt;

	private @Nullable Instant revokedAt;

	protected ApiKeyEntity() {
	}

	ApiKeyEntity(String id, String secretHash, ApiKeyRequest request, Instant createdAt, String createdBy) {
		this.id = id;
		this.secretHash = secretHash;
		this.name = request.name();
		this.scopes = request.scopes().stream().sorted().map(Scope::name).collect(Collectors.joining(" "));
		this.requestsPerMinute = request.requestsPerMinute();
		this.expiresAt = request.expiresAt();
		this.createdAt = createdAt;
		this.createdBy = createdBy;
	}

	void revoke(Instant now) {
		if (this.revokedAt == null) {
			this.revokedAt = now;
		}
	}

	boolean usable(Instant now) {
		return this.revokedAt == null && (this.expiresAt == null || now.isBefore(this.expiresAt));
	}

	String id() {
		return this.id;
	}

	String secretHash() {
		return this.secretHash;
	}

	@Nullable Integer requestsPerMinute() {
		return this.requestsPerMinute;
	}

	Set<Scope> scopes() {
		Set<Scope> found = EnumSet.noneOf(Scope.class);
		Arrays.stream(this.scopes.split(" ")).map(Scope::valueOf).forEach(found::add);
		return found;
	}

	ApiKey toApiKey() {
		return new ApiKey(this.id, this.name, scopes(), this.requestsPerMinute, this.createdAt, this.createdBy,
				this.expiresAt, this.revokedAt);
	}

}
