package io.mtdnn.evaluation;

/**
 * Implements operations of Python's {@code str} that differ from those of {@link String}.
 * The official evaluator is a Python program, and scores match only if text is split
 * identically.
 */
final class PythonText {

	/**
	 * Characters that Unicode's Word_Break allows inside a word, and thus Python's
	 * lower-casing of sigma.
	 */
	private static final String MID_WORD = "'.:\u00b7\u0387\u055f\u05f4\u2018\u2019\u2024\u2027\ufe13\ufe52\ufe55\uff07\uff0e\uff1a";

	private PythonText() {
	}

	/**
	 * {@code str.lower()}: full case mapping without a locale, with sigma by its position
	 * in the word.
	 */
	static String lower(String text) {
		StringBuilder lower = new StringBuilder(text.length());
		for (int i = 0; i < text.length();) {
			int point = text.codePointAt(i);
			int next = i + Character.charCount(point);
			switch (point) {
				case '\u0130' -> lower.append("i\u0307");
				case '\u03a3' -> lower.append(isFinal(text, i, next) ? '\u03c2' : '\u03c3');
				default -> lower.appendCodePoint(Character.toLowerCase(point));
			}
			i = next;
		}
		return lower.toString();
	}

	/**
	 * {@code str.isspace()} of one character, at which {@code str.split()} splits.
	 */
	static boolean isSpace(int point) {
		return (point >= 0x09 && point <= 0x0d) || (point >= 0x1c && point <= 0x20) || point == 0x85
				|| Character.isSpaceChar(point);
	}

	/**
	 * {@code \w} of {@code re}, except the underscore: letters and numbers but, unlike in
	 * Java, not accents.
	 */
	static boolean isWord(int point) {
		return switch (Character.getType(point)) {
			case Character.UPPERCASE_LETTER, Character.LOWERCASE_LETTER, Character.TITLECASE_LETTER,
					Character.MODIFIER_LETTER, Character.OTHER_LETTER, Character.DECIMAL_DIGIT_NUMBER,
					Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
				true;
			default -> false;
		};
	}

	/**
	 * Unicode's Final_Sigma: a cased letter before and none after, ignoring characters
	 * that are not relevant to case.
	 */
	private static boolean isFinal(String text, int start, int end) {
		int before = start;
		int point = -1;
		while (before > 0 && (point == -1 || isCaseIgnorable(point))) {
			point = text.codePointBefore(before);
			before -= Character.charCount(point);
		}
		if (point == -1 || isCaseIgnorable(point) || !isCased(point)) {
			return false;
		}
		int after = end;
		while (after < text.length() && isCaseIgnorable(text.codePointAt(after))) {
			after += Character.charCount(text.codePointAt(after));
		}
		return after == text.length() || !isCased(text.codePointAt(after));
	}

	private static boolean isCased(int point) {
		return Character.isLowerCase(point) || Character.isUpperCase(point) || Character.isTitleCase(point);
	}

	private static boolean isCaseIgnorable(int point) {
		return switch (Character.getType(point)) {
			case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.MODIFIER_LETTER,
					Character.MODIFIER_SYMBOL ->
				true;
			default -> MID_WORD.indexOf(point) >= 0;
		};
	}

}
