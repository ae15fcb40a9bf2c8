package io.mtdnn.jobs.web;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of event streams.
 *
 * @param interval Interval at which a stream checks for news.
 * @param heartbeat Interval of heartbeats on a stream without news.
 * @param most Maximum number of streams per node; more are rejected with 503.
 */
@Validated
@ConfigurationProperties("mtdnn.jobs.streams")
record StreamSettings(@NotNull @DurationMin(millis = 1) @DefaultValue("1s") Duration interval,
		@NotNull @DurationMin(millis = 1) @DefaultValue("15s") Duration heartbeat,
		@Min(1) @DefaultValue("200") int most) {

}
