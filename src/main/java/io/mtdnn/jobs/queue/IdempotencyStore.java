package io.mtdnn.jobs.queue;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

import io.mtdnn.jobs.IdempotencyConflictException;
import io.mtdnn.jobs.IdempotencyKey;
import io.mtdnn.jobs.rows.JobsProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Maps idempotency keys to the jobs that their requests created, across all nodes. The
 * transaction that creates the job also writes its key, so that a key never exists
 * without a job: a failed request can be retried at once.
 */
@Component
public class IdempotencyStore {

	private final JdbcClient jdbc;

	private final JobsProperties properties;

	private final Clock clock;

	IdempotencyStore(JdbcClient jdbc, JobsProperties properties, Clock clock) {
		this.jdbc = jdbc;
		this.properties = properties;
		this.clock = clock;
	}

	/**
	 * The job that an earlier request with the key created, if any.
	 * @throws IdempotencyConflictException when that request had a different body
	 */
	public Optional<String> find(IdempotencyKey key) {
		Optional<Seen> seen = this.jdbc
			.sql("select body_hash, job_id from job_idempotency where idempotency_key = ? and created_at >= ?"
					+ " and job_id is not null")
			.params(key.value(), oldest())
			.query((result, row) -> new Seen(result.getString(1), result.getString(2)))
			.optional();
		seen.ifPresent((found) -> found.requireSame(key));
		return seen.map(Seen::jobId);
	}

	/**
	 * Records the job of a request. Must be called in the transaction that creates the
	 * job, after {@link #find} returned empty.
	 */
	void note(IdempotencyKey key, String jobId) {
		this.jdbc.sql("delete from job_idempotency where created_at < ? or (idempotency_key = ? and job_id is null)")
			.params(oldest(), key.value())
			.update();
		this.jdbc
			.sql("insert into job_idempotency (idempotency_key, body_hash, job_id, created_at) values (?, ?, ?, ?)")
			.params(key.value(), key.bodyHash(), jobId, timestamp(this.clock.instant()))
			.update();
	}

	private OffsetDateTime oldest() {
		return timestamp(this.clock.instant().minus(this.properties.idempotencyRetention()));
	}

	private static OffsetDateTime timestamp(Instant instant) {
		return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
	}

	private record Seen(String bodyHash, String jobId) {

		void requireSame(IdempotencyKey key) {
			if (!this.bodyHash.equals(key.bodyHash())) {
				throw IdempotencyConflictException.otherBody(key);
			}
		}

	}

}
