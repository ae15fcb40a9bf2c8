package io.mtdnn.security.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.mtdnn.security.Scope;
import io.mtdnn.security.SecurityProperties;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mtdnn.files.Digests;
import io.mtdnn.storage.DatabaseFaults;
import io.mtdnn.storage.DatabaseState;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Issues, checks and revokes keys. A key has the form {@code mtdnn_<id>_<secret>}; the
 * secret has 256 random bits, so a fast hash is sufficient for storage. A verified key is
 * cached for five seconds, so a revocation reaches other nodes within that time and this
 * one at once. While the database is unavailable, a valid key continues to work for
 * {@code mtdnn.security.keys-without-database} after it was last read; keys that were not
 * read in that time do not work.
 */
@Service
public class ApiKeys {

	/** The prefix of every key. */
	public static final String PREFIX = "mtdnn_";

	private static final Duration BELIEVED = Duration.ofSeconds(5);

	private static final int MOST_REMEMBERED = 10_000;

	/**
	 * Maximum validity in years; longer ones are probably a mistake, and databases cannot
	 * store arbitrary years.
	 */
	private static final int LONGEST_YEARS = 10;

	private final ApiKeyRepository repository;

	private final TransactionOperations transactions;

	private final DatabaseState database;

	private final Duration withoutDatabase;

	private final Clock clock;

	private final SecureRandom random = new SecureRandom();

	private final Cache<String, Remembered> remembered;

	/** Number of revocations on this node. */
	private final AtomicLong revocations = new AtomicLong();

	ApiKeys(ApiKeyRepository repository, TransactionOperations transactions, DatabaseState database,
			SecurityProperties properties, Clock clock) {
		this.repository = repository;
		this.transactions = transactions;
		this.database = database;
		this.withoutDatabase = properties.keysWithoutDatabase();
		this.clock = clock;
		Duration useful = (BELIEVED.compareTo(this.withoutDatabase) > 0) ? BELIEVED : this.withoutDatabase;
		this.remembered = Caffeine.newBuilder()
			.maximumSize(MOST_REMEMBERED)
			.expireAfterWrite(useful)
			.ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
			.build();
	}

	/**
	 * Creates a key and stores its hash.
	 * @throws InvalidExpiryException when the key would already have expired or would be
	 * valid for more than ten years
	 */
	@Transactional
	public IssuedApiKey issue(ApiKeyRequest request, String createdBy) {
		checkExpiry(request.expiresAt());
		byte[] id = new byte[6];
		byte[] secret = new byte[32];
		this.random.nextBytes(id);
		this.random.nextBytes(secret);
		String idText = HexFormat.of().formatHex(id);
		String secretText = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
		ApiKeyEntity entity = this.repository
			.save(new ApiKeyEntity(idText, sha256(secretText), request, this.clock.instant(), createdBy));
		return new IssuedApiKey(PREFIX + idText + "_" + secretText, entity.toApiKey());
	}

	/** The usable key with this text; empty if there is none. */
	public Optional<ApiKey> find(String text) {
		String[] parts = text.split("_", 3);
		if (parts.length != 3 || !text.startsWith(PREFIX)) {
			return Optional.empty();
		}
		Instant now = this.clock.instant();
		return lookUp(parts[1], now).filter((key) -> matches(sha256(parts[2]), key.secretHash()))
			.filter((key) -> key.usable(now))
			.map(ApiKeyEntity::toApiKey);
	}

	/** All keys, newest first. */
	@Transactional(readOnly = true)
	public List<ApiKey> list() {
		return this.repository.findAllByOrderByCreatedAtDescIdAsc().stream().map(ApiKeyEntity::toApiKey).toList();
	}

	/** Revokes a key; returns false if the id does not exist. */
	public boolean revoke(String id) {
		boolean found = Boolean.TRUE.equals(this.transactions.execute((transaction) -> {
			Optional<ApiKeyEntity> key = this.repository.findById(id);
			key.ifPresent((one) -> one.revoke(this.clock.instant()));
			return key.isPresent();
		}));
		// Not earlier, because a request in between would cache the old state of the key.
		this.revocations.incrementAndGet();
		this.remembered.invalidate(id);
		return found;
	}

	/** Whether a usable key with the scope admin exists. */
	public boolean anyAdmin() {
		Instant now = this.clock.instant();
		return this.repository.findAllByRevokedAtIsNull()
			.stream()
			.anyMatch((key) -> key.usable(now) && key.scopes().contains(Scope.ADMIN));
	}

	static boolean matches(String hash, String other) {
		return MessageDigest.isEqual(hash.getBytes(StandardCharsets.US_ASCII),
				other.getBytes(StandardCharsets.US_ASCII));
	}

	/** The hash under which a key is stored. */
	public static String sha256(String text) {
		return Digests.sha256(text);
	}

	private void checkExpiry(@Nullable Instant expiresAt) {
		Instant now = this.clock.instant();
		Instant latest = now.atOffset(ZoneOffset.UTC).plusYears(LONGEST_YEARS).toInstant();
		if (expiresAt != null && (!expiresAt.isAfter(now) || expiresAt.isAfter(latest))) {
			throw new InvalidExpiryException("must be after %s and not later than %s"
				.formatted(now.truncatedTo(ChronoUnit.SECONDS), latest.truncatedTo(ChronoUnit.SECONDS)));
		}
	}

	private Optional<ApiKeyEntity> lookUp(String id, Instant now) {
		Remembered known = this.remembered.getIfPresent(id);
		if (known != null && now.isBefore(known.read().plus(BELIEVED))) {
			return Optional.of(known.key());
		}
		Optional<ApiKeyEntity> spare = Optional.ofNullable(known)
			.filter((key) -> now.isBefore(key.read().plus(this.withoutDatabase)))
			.map(Remembered::key);
		if (spare.isPresent() && this.database.unavailable()) {
			return spare;
		}
		try {
			return read(id, now);
		}
		catch (DataAccessException | TransactionException ex) {
			this.database.failed(ex);
			if (spare.isEmpty() || !DatabaseFaults.unavailable(ex)) {
				throw ex;
			}
			return spare;
		}
	}

	private Optional<ApiKeyEntity> read(String id, Instant now) {
		long before = this.revocations.get();
		Optional<ApiKeyEntity> found = this.repository.findById(id);
		found.ifPresentOrElse((key) -> this.remembered.put(id, new Remembered(key, now)),
				() -> this.remembered.invalidate(id));
		if (this.revocations.get() != before) {
			// The row may have been read before its revocation, and cached after it.
			this.remembered.invalidate(id);
		}
		return found;
	}

	/** A key and the time when it was last read from the database. */
	private record Remembered(ApiKeyEntity key, Instant read) {

	}

}
