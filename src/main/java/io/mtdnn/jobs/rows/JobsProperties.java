package io.mtdnn.jobs.rows;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the job queue.
 *
 * @param queueCapacity Maximum number of jobs that wait or are being prepared; more are
 * rejected with 503.
 * @param retryAfter Time after which a rejected client should retry.
 * @param maxAttempts Maximum number of consecutive attempts of a job that end (worker
 * died, internal fault) without a new checkpoint. The job then fails. A job may set its
 * own number.
 * @param retryDelay Delay before a job is retried after an internal fault, multiplied by
 * the failures so far.
 * @param progressInterval Interval at which a running job writes progress and points to
 * the database and checks whether it was cancelled.
 * @param keepCheckpoints Whether checkpoints stay after a job has succeeded.
 * @param mirrorRuns Whether checkpoints are also stored in the artifact store, which
 * takeover needs when nodes share no volume.
 * @param preflights Maximum number of pre-flights that run at the same time on this node.
 * 0 to prepare no jobs and leave them to other nodes.
 * @param maxWait Maximum time that a submission with {@code wait=true} or {@code Prefer:
 * wait} waits for its pre-flight.
 * @param idempotencyRetention Time for which an Idempotency-Key is remembered.
 */
@Validated
@ConfigurationProperties("mtdnn.jobs")
public record JobsProperties(@Min(1) @DefaultValue("100") int queueCapacity,
		@NotNull @DefaultValue("30s") Duration retryAfter, @Min(1) @Max(100) @DefaultValue("5") int maxAttempts,
		@NotNull @DefaultValue("10s") Duration retryDelay,
		@NotNull @DurationMin(millis = 1) @DefaultValue("1s") Duration progressInterval,
		@DefaultValue("false") boolean keepCheckpoints, @DefaultValue("false") boolean mirrorRuns,
		@NotNull @DefaultValue("24h") Duration idempotencyRetention, @Min(0) @Max(64) @DefaultValue("2") int preflights,
		@NotNull @DefaultValue("10m") Duration maxWait) {

}
