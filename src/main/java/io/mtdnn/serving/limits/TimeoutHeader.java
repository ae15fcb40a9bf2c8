package io.mtdnn.serving.limits;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.mtdnn.serving.InvalidQuestionException;
import org.jspecify.annotations.Nullable;

/** The request header with the maximum time that the client waits. */
public final class TimeoutHeader {

	/** Name of the header. */
	public static final String NAME = "X-Request-Timeout";

	private static final Pattern TIMEOUT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(ms|s|m|)",
			Pattern.CASE_INSENSITIVE);

	private static final Map<String, Double> MILLISECONDS = Map.of("ms", 1.0, "s", 1000.0, "", 1000.0, "m", 60_000.0);

	private TimeoutHeader() {
	}

	/**
	 * Reads the header's value.
	 * @param value the value; null or blank for the fallback
	 * @throws InvalidQuestionException when it is not a time of at least 1 ms
	 */
	static Duration read(@Nullable String value, Duration fallback) {
		if (value == null || value.isBlank()) {
			return fallback;
		}
		Matcher matcher = TIMEOUT.matcher(value.strip());
		double millis = matcher.matches() ? Double.parseDouble(matcher.group(1))
				* Objects.requireNonNull(MILLISECONDS.get(matcher.group(2).toLowerCase(Locale.ROOT))) : 0;
		if (millis < 1) {
			throw new InvalidQuestionException(NAME, NAME
					+ " must be a number of seconds, or a number with the unit ms, s or m, and at least 1ms; for example 2.5 or 800ms");
		}
		return Duration.ofMillis((long) millis);
	}

}
