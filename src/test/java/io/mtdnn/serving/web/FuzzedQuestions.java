package io.mtdnn.serving.web;

import java.util.Random;
import java.util.stream.Collectors;

/** Seeded random questions and contexts of any UTF-16 text. */
final class FuzzedQuestions {

	private static final String[] PIECES = { "a", "The ", "ANSWER", " ", "\n", "\t", "\0", "\u0001", "\u007f", "\u0085",
			"\u00a0", "\u200b", "\u200d", "\u202e", "\u2028", "\ufeff", "\uffff", "e\u0301", "\u0300\u0301\u0302",
			"\u0645\u0631\u062d\u0628\u0627", "\u05e9\u05dc\u05d5\u05dd", "\u6f22\u5b57", "\ud83d\ude00",
			"\ud83d\udc69\u200d\ud83d\udc67", "\ud83c\udde9\ud83c\uddea", "\ud800", "\udc00", "\udbff\udfff", "\"",
			"\\", "[SEP]", "[CLS]", "<b>", "{}", "\u0130", "\u00df", "\ufb01", "\u1e9b\u0323" };

	private final Random random;

	FuzzedQuestions(long seed) {
		this.random = new Random(seed);
	}

	/** A text of up to a number of parts; every eighth is empty or blank. */
	String text(int most) {
		if (this.random.nextInt(8) == 0) {
			return " ".repeat(this.random.nextInt(3));
		}
		StringBuilder text = new StringBuilder();
		int pieces = 1 + this.random.nextInt(most);
		for (int i = 0; i < pieces; i++) {
			text.append(switch (this.random.nextInt(4)) {
				case 0 -> String.valueOf((char) this.random.nextInt(0x10000));
				case 1 -> new String(Character.toChars(this.random.nextInt(0x110000)));
				default -> PIECES[this.random.nextInt(PIECES.length)];
			});
			if (this.random.nextInt(3) == 0) {
				text.append(' ');
			}
		}
		return text.toString();
	}

	/**
	 * The text in printable ASCII, so that the report of a failure shows characters that
	 * a terminal would hide.
	 */
	static String escaped(String text) {
		return text.chars()
			.mapToObj((unit) -> (unit >= ' ' && unit <= '~') ? String.valueOf((char) unit) : "\\u%04x".formatted(unit))
			.collect(Collectors.joining());
	}

}
