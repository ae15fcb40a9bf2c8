package io.mtdnn.task;

import java.util.regex.Pattern;

/**
 * The characters allowed in names that people choose for jobs, tags and keys. Names
 * appear in log lines and lists, so they must not contain characters that break a line,
 * reverse the reading direction or cannot be stored.
 */
public final class NameText {

	/**
	 * Any text without control characters, line and paragraph separators, bidirectional
	 * controls and unpaired surrogates.
	 */
	public static final String REGEX = "[^\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]*";

	/** The end of a sentence about a name that was rejected. */
	public static final String RULE = "must not contain line breaks, other control characters, bidirectional controls "
			+ "or unpaired surrogates";

	private static final Pattern ALLOWED = Pattern.compile(REGEX);

	private NameText() {
	}

	/** Whether a name contains only allowed characters. */
	public static boolean isAllowed(String name) {
		return ALLOWED.matcher(name).matches();
	}

	/**
	 * Whether databases can store a text unchanged: it contains neither U+0000 nor
	 * unpaired surrogates.
	 */
	public static boolean isStorable(String text) {
		return text.codePoints().noneMatch((point) -> point == 0 || Character.getType(point) == Character.SURROGATE);
	}

}
