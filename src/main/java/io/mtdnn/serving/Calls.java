package io.mtdnn.serving;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts calls with the time that a request asked for, or else the default. */
public final class Calls {

	/** The request header with the time that its sender is ready to wait. */
	public static final String TIMEOUT_HEADER = "X-Request-Timeout";

	private static final Pattern TIMEOUT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(ms|s|m|)",
			Pattern.CASE_INSENSITIVE);

	private static final Map<String, Double> MILLISECONDS = Map.of("ms", 1.0, "s", 1000.0, "", 1000.0, "m", 60_000.0);

	private final ServingProperties properties;

	Calls(ServingProperties properties) {
		this.properties = properties;
	}

	/** A call for one answer. */
	public Call single(String timeout, BooleanSupplier gone) {
		return new Call(duration(timeout, this.properties.requestTimeout()), gone, System::nanoTime);
	}

	/** A call for many answers. */
	public Call batch(String timeout, BooleanSupplier gone) {
		return new Call(duration(timeout, this.properties.batchTimeout()), gone, System::nanoTime);
	}

	/** A call for a stream, which lasts as long as its client wants. */
	public Call stream(String timeout) {
		return new Call(duration(timeout, Duration.ofDays(1)), () -> false, System::nanoTime);
	}

	private static Duration duration(String timeout, Duration fallback) {
		if (timeout == null || timeout.isBlank()) {
			return fallback;
		}
		Matcher matcher = TIMEOUT.matcher(timeout.strip());
		double millis = matcher.matches()
				? Double.parseDouble(matcher.group(1)) * MILLISECONDS.get(matcher.group(2).toLowerCase(Locale.ROOT))
				: 0;
		if (millis < 1) {
			throw new InvalidQuestionException(TIMEOUT_HEADER, TIMEOUT_HEADER
					+ " is a number of seconds, or a number with the unit ms, s or m, and at least 1ms; for example 2.5 or 800ms");
		}
		return Duration.ofMillis((long) millis);
	}

}
