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
 * @param queueCapacity most jobs that may be prepared or wait; further ones are refused
 * with 503
 * @param retryAfter when a client that was refused should try again
 * @param maxAttempts attempts of a job in a row that may end (worker dead, internal
 * fault) without a new checkpoint before it fails; a job may ask for another number
 * @param retryDelay pause before a job is tried again after an internal fault, times the
 * failures so far
 * @param progressInterval how often the running job writes progress and points to the
 * database, and looks whether it was cancelled
 * @param keepCheckpoints whether checkpoints stay after a job has succeeded
 * @param mirrorRuns whether checkpoints also go to the artifact store; needed for
 * takeover when nodes share no volume
 * @param preflights maximum number of pre-flights that this node makes side by side; with
 * 0 it prepares no jobs and leaves them to other nodes
 * @param maxWait maximum time that a submission with {@code wait=true} or
 * {@code Prefer: wait} waits for its pre-flight
 * @param idempotencyRetention how long an Idempotency-Key is remembered
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
