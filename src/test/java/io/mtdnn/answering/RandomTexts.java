package io.mtdnn.answering;

import java.util.Random;
import java.util.function.IntSupplier;

/**
 * Random texts with all characters of Unicode, and sequences of UTF-16 that are not valid
 * Unicode.
 */
final class RandomTexts {

	private static final String[] SNIPPETS = { "[SEP]", "[CLS]", "[MASK]", "##ing", "\u0130stanbul", "\ufb01nance",
			"e\u0301\u0302\u0303", "\u2764\ufe0f", "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
			"\ud83c\uddeb\ud83c\uddf7", "\ud55c\uad6d\uc5b4", "\u05e9\u05b8\u05dc\u05d5\u05b9\u05dd", "\u202eabc\u202c",
			"\u0938\u094d\u0924\u0947", "1,234.56\u20ac", "don't", "\r\n", "\ufeff", "x\u0000y", "\ud834\udd5e" };

	private final Random random;

	private final IntSupplier[] kinds;

	RandomTexts(long seed) {
		this.random = new Random(seed);
		this.kinds = new IntSupplier[] { () -> between(0x20, 0x7e), () -> between('a', 'z'), () -> ' ',
				() -> between(0, 0x1f), () -> between(0x7f, 0x24f), () -> between(0x300, 0x36f),
				() -> between(0x370, 0x52f), () -> between(0x590, 0x6ff), () -> between(0x900, 0xdff),
				() -> between(0x1100, 0x11ff), () -> between(0x1e00, 0x1fff), () -> between(0x2000, 0x206f),
				() -> between(0x2e80, 0x30ff), () -> between(0x4e00, 0x9fff), () -> between(0xac00, 0xd7a3),
				() -> between(0xd800, 0xdfff), () -> between(0xe000, 0xffff), () -> between(0x1f300, 0x1faff),
				() -> between(0x10000, 0x10ffff), () -> between(0, 0x10ffff) };
	}

	/**
	 * The next text: characters and snippets up to a number, of a few kinds or of all.
	 */
	String next(int longest) {
		int length = this.random.nextInt(longest + 1);
		int kinds = 1 + this.random.nextInt(this.kinds.length);
		int first = this.random.nextInt(this.kinds.length);
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < length; i++) {
			if (this.random.nextInt(30) == 0) {
				text.append(SNIPPETS[this.random.nextInt(SNIPPETS.length)]);
			}
			else {
				text.appendCodePoint(this.kinds[(first + this.random.nextInt(kinds)) % this.kinds.length].getAsInt());
			}
		}
		return text.toString();
	}

	private int between(int first, int last) {
		return first + this.random.nextInt(last - first + 1);
	}

}
