package io.mtdnn.task;

import java.util.regex.Pattern;

/**
 * The characters of a name that people give: of a job, a tag, a key. Names appear in log
 * lines and lists, so none may hold what breaks a line, reverses the reading direction,
 * or cannot be stored.
 */
public final class NameText {

	/**
	 * Anything but control characters, line and paragraph separators, bidirectional
	 * controls and halves of surrogate pairs.
	 */
	public static final String REGEX = "[^\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]*";

	/** The end of a sentence about a name that was rejected. */
	public static final String RULE = "must not have line breaks, other control characters, bidirectional controls "
			+ "or unpaired surrogates";

	private static final Pattern ALLOWED = Pattern.compile(REGEX);

	private NameText() {
	}

	/** Whether a name has allowed characters alone. */
	public static boolean isAllowed(String name) {
		return ALLOWED.matcher(name).matches();
	}

	/**
	 * Whether databases hold a text as it is: it has neither U+0000 nor half a surrogate
	 * pair.
	 */
	public static boolean isStorable(String text) {
		return text.codePoints().noneMatch((point) -> point == 0 || Character.getType(point) == Character.SURROGATE);
	}

}
