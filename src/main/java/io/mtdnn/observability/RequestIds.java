package io.mtdnn.observability;

import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Ids of requests: in each answer's {@code X-Request-Id} and in every line that is logged
 * for it.
 */
public final class RequestIds {

	/** The header of requests and answers. */
	public static final String HEADER = "X-Request-Id";

	private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

	private RequestIds() {
	}

	/**
	 * The id that a caller asked for (null for none) when it is harmless, otherwise a new
	 * one.
	 */
	public static String of(@Nullable String asked) {
		return (asked != null && HARMLESS.matcher(asked).matches()) ? asked : UUID.randomUUID().toString();
	}

}
