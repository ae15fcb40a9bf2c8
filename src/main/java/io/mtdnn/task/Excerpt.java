package io.mtdnn.task;

import org.jspecify.annotations.Nullable;

/**
 * Prepares quoted text of users and files for a message: one line of bounded length and
 * well-formed Unicode. A cut never divides a character, and an unpaired surrogate becomes
 * U+FFFD because strict JSON readers reject it.
 */
public final class Excerpt {

	private static final int SHOWN = 100;

	private static final String MORE = "...";

	private Excerpt() {
	}

	/**
	 * At most the first 100 UTF-16 units of a text, followed by "..." if there is more;
	 * null becomes "null".
	 */
	public static String of(@Nullable String text) {
		return of(text, SHOWN);
	}

	/**
	 * The beginning of a text.
	 * @param most maximum number of UTF-16 units; "..." follows if there is more
	 */
	public static String of(@Nullable String text, int most) {
		String whole = String.valueOf(text);
		int end = end(whole, most);
		return oneLine(whole, end) + ((end < whole.length()) ? MORE : "");
	}

	/**
	 * A text shortened to a maximum length.
	 * @param most maximum number of UTF-16 units of the result, including "..."
	 */
	public static String within(String text, int most) {
		return (text.length() <= most) ? oneLine(text, text.length()) : of(text, most - MORE.length());
	}

	/**
	 * A text as well-formed Unicode: unpaired surrogates become U+FFFD, everything else
	 * is unchanged.
	 */
	public static String wellFormed(String text) {
		StringBuilder whole = new StringBuilder(text.length());
		text.codePoints().map(Excerpt::orReplacement).forEach(whole::appendCodePoint);
		return whole.toString();
	}

	/** The beginning of a text, unchanged. */
	public static String beginning(String text, int most) {
		return text.substring(0, end(text, most));
	}

	/** The position at which to cut without dividing a surrogate pair. */
	private static int end(String text, int most) {
		if (text.length() <= most) {
			return text.length();
		}
		boolean divides = most > 0 && Character.isSurrogatePair(text.charAt(most - 1), text.charAt(most));
		return divides ? most - 1 : most;
	}

	private static String oneLine(String text, int end) {
		StringBuilder line = new StringBuilder(end);
		text.substring(0, end)
			.codePoints()
			.map((point) -> Character.isISOControl(point) ? ' ' : orReplacement(point))
			.forEach(line::appendCodePoint);
		return line.toString();
	}

	private static int orReplacement(int point) {
		return (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) ? 0xFFFD : point;
	}

}
