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
 * @param maxBody Maximum size of a request body; larger ones are rejected with 413.
 * Streams of lines (application/x-ndjson) are limited per line instead.
 * @param bodyTime Maximum time in which a body, or a line of a stream, must arrive, plus
 * the time that {@code bodyRate} adds; also the longest pause. Slower bodies are rejected
 * with 408.
 * @param bodyRate Number of bytes that extend the time of a body by one second.
 * @param bodyMemory Maximum size of all request bodies in memory together; more are
 * rejected with 503. Empty for an eighth of the heap.
 * @param headerTime Maximum time in which the headers of a request must arrive. Otherwise
 * the connection is closed.
 */
@Validated
@ConfigurationProperties("mtdnn.web")
public record WebProperties(@NotNull @DefaultValue("16MB") DataSize maxBody,
		@NotNull @DurationMin(millis = 1) @DurationMax(days = 1) @DefaultValue("20s") Duration bodyTime,
		@NotNull @DefaultValue("16KB") DataSize bodyRate, DataSize bodyMemory,
		@NotNull @DurationMin(millis = 1) @DefaultValue("20s") Duration headerTime) {

	/**
	 * The maximum number of requests processed at the same time; a ninth of the threads
	 * is reserved for health checks.
	 * @param threads number of threads of the servlet container
	 */
	public static int requests(int threads) {
		return Math.max(1, threads - Math.max(1, threads / 9));
	}

}
