package io.mtdnn.observability;

import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Ids of requests, contained in each response's {@code X-Request-Id} header and in every
 * log line of the request.
 */
public final class RequestIds {

	/** The header of requests and responses. */
	public static final String HEADER = "X-Request-Id";

	private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

	private RequestIds() {
	}

	/**
	 * The id requested by the caller (may be null) if it is harmless, otherwise a new
	 * one.
	 */
	public static String of(@Nullable String asked) {
		return (asked != null && HARMLESS.matcher(asked).matches()) ? asked : UUID.randomUUID().toString();
	}

}
