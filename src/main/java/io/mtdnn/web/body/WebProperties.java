package io.mtdnn.web.body;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the web layer.
 *
 * @param maxBody maximum size of a request body; answered with 413 beyond. Streams of
 * lines (application/x-ndjson) are bounded per line instead
 * @param bodyTime time within which a body must arrive, or a line of a stream, besides
 * what {@code bodyRate} adds; also the longest pause. Answered with 408 beyond
 * @param bodyRate bytes for which a body may take a second more
 * @param bodyMemory maximum size of all bodies together that are being worked on;
 * answered with 503 beyond. Empty for an eighth of the heap
 * @param headerTime time within which the headers of a request must arrive; the
 * connection is closed beyond
 */
@Validated
@ConfigurationProperties("mtdnn.web")
public record WebProperties(@NotNull @DefaultValue("16MB") DataSize maxBody,
		@NotNull @DurationMin(millis = 1) @DurationMax(days = 1) @DefaultValue("20s") Duration bodyTime,
		@NotNull @DefaultValue("16KB") DataSize bodyRate, DataSize bodyMemory,
		@NotNull @DurationMin(millis = 1) @DefaultValue("20s") Duration headerTime) {

	/**
	 * Requests that are answered at a time; a ninth of the threads is kept for the health
	 * of the service.
	 * @param threads of the container
	 */
	public static int requests(int threads) {
		return Math.max(1, threads - Math.max(1, threads / 9));
	}

}
