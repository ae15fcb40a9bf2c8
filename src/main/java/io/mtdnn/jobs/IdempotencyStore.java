package io.mtdnn.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which requests have been seen, and which jobs came of them; the same on every node. */
@Component
class IdempotencyStore {

	/** A request whose node died while it was worked on no longer stands in the way after this. */
	private static final Duration ABANDONED = Duration.ofMinutes(15);

	private final JdbcClient jdbc;

	private final JobsProperties properties;

	private final Clock clock;

	IdempotencyStore(JdbcClient jdbc, JobsProperties properties, Clock clock) {
		this.jdbc = jdbc;
		this.properties = properties;
		this.clock = clock;
	}

	/**
	 * Begins a request.
	 * @return the job that came of the same request before, if any; else the request is now in flight
	 * @throws IdempotencyConflictException when it is in flight, or the key came with another body
	 */
	Optional<String> begin(IdempotencyKey key) {
		removeOld();
		try {
			this.jdbc.sql("insert into job_idempotency (idempotency_key, body_hash, created_at) values (?, ?, ?)")
				.params(key.value(), key.bodyHash(), timestamp(this.clock.instant()))
				.update();
			return Optional.empty();
		}
		catch (DuplicateKeyException ex) {
			return seen(key);
		}
	}

	private Optional<String> seen(IdempotencyKey key) {
		Seen seen = this.jdbc.sql("select body_hash, job_id from job_idempotency where idempotency_key = ?")
			.param(key.value())
			.query((result, row) -> new Seen(result.getString(1), result.getString(2)))
			.optional()
			.orElse(new Seen(key.bodyHash(), null));
		if (!seen.bodyHash().equals(key.bodyHash())) {
			throw new IdempotencyConflictException(false,
					"The Idempotency-Key '" + key.value() + "' was used with another body before.");
		}
		if (seen.jobId() == null) {
			throw new IdempotencyConflictException(true,
					"A request with the Idempotency-Key '" + key.value() + "' is being worked on.");
		}
		return Optional.of(seen.jobId());
	}

	/** Notes the job; to be called in the transaction that makes it. */
	void complete(IdempotencyKey key, String jobId) {
		this.jdbc.sql("update job_idempotency set job_id = ? where idempotency_key = ?")
			.params(jobId, key.value())
			.update();
	}

	/** The request came to nothing: it may be sent again. */
	void abandon(IdempotencyKey key) {
		this.jdbc.sql("delete from job_idempotency where idempotency_key = ? and job_id is null")
			.param(key.value())
			.update();
	}

	private void removeOld() {
		Instant now = this.clock.instant();
		this.jdbc.sql("delete from job_idempotency where created_at < ? or (job_id is null and created_at < ?)")
			.params(timestamp(now.minus(this.properties.idempotencyRetention())), timestamp(now.minus(ABANDONED)))
			.update();
	}

	private static OffsetDateTime timestamp(Instant instant) {
		return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
	}

	private record Seen(String bodyHash, String jobId) {

	}

}
