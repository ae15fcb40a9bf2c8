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
 * Which jobs came of which requests; the same on every node. A key is written in the
 * transaction that makes its job, so that there is never a key without a job: a request
 * that failed, for whatever reason, can be sent again at once.
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
	 * The job that came of a request before, if any.
	 * @throws IdempotencyConflictException when the key came with another body then
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
	 * Notes the job of a request; to be called in the transaction that makes it, after
	 * {@link #find} has found none.
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
