package io.mtdnn.task;

/**
 * Quoted text of users and files, made fit for a message: one line of bounded length and
 * well-formed Unicode. A cut never divides a character, and half a surrogate pair becomes
 * U+FFFD, since strict JSON readers refuse it.
 */
public final class Excerpt {

	private static final int SHOWN = 100;

	private static final String MORE = "...";

	private Excerpt() {
	}

	/**
	 * The first 100 UTF-16 units of a text at most, followed by "..." when there is more;
	 * null becomes "null".
	 */
	public static String of(String text) {
		return of(text, SHOWN);
	}

	/**
	 * The beginning of a text.
	 * @param most UTF-16 units that are shown at most; "..." follows when there is more
	 */
	public static String of(String text, int most) {
		String whole = String.valueOf(text);
		int end = end(whole, most);
		return oneLine(whole, end) + ((end < whole.length()) ? MORE : "");
	}

	/**
	 * A text that has to fit somewhere.
	 * @param most UTF-16 units of the result at most, "..." included
	 */
	public static String within(String text, int most) {
		return (text.length() <= most) ? oneLine(text, text.length()) : of(text, most - MORE.length());
	}

	/**
	 * A text with nothing but well-formed Unicode, otherwise unchanged: half a surrogate
	 * pair becomes U+FFFD.
	 */
	public static String wellFormed(String text) {
		StringBuilder whole = new StringBuilder(text.length());
		text.codePoints().map(Excerpt::orReplacement).forEach(whole::appendCodePoint);
		return whole.toString();
	}

	/** Where to cut, so that no pair of surrogates is divided. */
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
