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
 * @param interval how often a stream looks for news
 * @param heartbeat how often a stream without news says that it is alive
 * @param most most streams per node; further ones are refused with 503
 */
@Validated
@ConfigurationProperties("mtdnn.jobs.streams")
record StreamSettings(@NotNull @DurationMin(millis = 1) @DefaultValue("1s") Duration interval,
		@NotNull @DurationMin(millis = 1) @DefaultValue("15s") Duration heartbeat,
		@Min(1) @DefaultValue("200") int most) {

}
