package io.mtdnn.tokenization.huggingface;

import ai.djl.huggingface.tokenizers.jni.CharSpan;
import io.mtdnn.tokenization.WordPieces;
import org.jspecify.annotations.Nullable;

/**
 * Converts a text for the native library, and the resulting offsets back: the library
 * counts code points, and Java counts UTF-16 units.
 */
final class OriginalText {

	private static final char REPLACEMENT = '\uFFFD';

	private final String text;

	private final String wellFormed;

	/**
	 * UTF-16 position of each code point and of the end; null if the text has no
	 * surrogates, so that both counts agree.
	 */
	private final int @Nullable [] positions;

	OriginalText(String text) {
		this.text = text;
		boolean surrogates = text.chars().anyMatch((unit) -> Character.isSurrogate((char) unit));
		this.wellFormed = surrogates ? withoutLoneSurrogates(text) : text;
		this.positions = surrogates ? positions(this.wellFormed) : null;
	}

	/**
	 * The text with every lone surrogate, which UTF-8 cannot express, replaced by U+FFFD.
	 * It has the same length.
	 */
	String wellFormed() {
		return this.wellFormed;
	}

	WordPieces pieces(long[] ids, CharSpan[] spans) {
		int[] pieces = new int[ids.length];
		int[] starts = new int[ids.length];
		int[] ends = new int[ids.length];
		for (int i = 0; i < ids.length; i++) {
			pieces[i] = (int) ids[i];
			starts[i] = position(spans[i].getStart());
			ends[i] = position(spans[i].getEnd());
		}
		coverDroppedMarks(starts, ends);
		return new WordPieces(pieces, starts, ends);
	}

	private int position(int codePoint) {
		return (this.positions != null) ? this.positions[codePoint] : codePoint;
	}

	/**
	 * Assigns accents that the normalizer removed to the preceding piece. Otherwise, an
	 * answer could end between a letter and its accent.
	 */
	private void coverDroppedMarks(int[] starts, int[] ends) {
		for (int i = 0; i < ends.length; i++) {
			int limit = (i + 1 < starts.length) ? starts[i + 1] : this.text.length();
			int end = ends[i];
			while (end < limit && Character.getType(this.text.codePointAt(end)) == Character.NON_SPACING_MARK) {
				end += Character.charCount(this.text.codePointAt(end));
			}
			ends[i] = end;
		}
	}

	private static int[] positions(String text) {
		int[] positions = new int[text.codePointCount(0, text.length()) + 1];
		int position = 0;
		for (int i = 0; i < positions.length; i++) {
			positions[i] = position;
			position = (position < text.length()) ? text.offsetByCodePoints(position, 1) : position;
		}
		return positions;
	}

	private static String withoutLoneSurrogates(String text) {
		StringBuilder builder = new StringBuilder(text);
		for (int i = 0; i < builder.length(); i++) {
			if (Character.isHighSurrogate(builder.charAt(i)) && i + 1 < builder.length()
					&& Character.isLowSurrogate(builder.charAt(i + 1))) {
				i++;
			}
			else if (Character.isSurrogate(builder.charAt(i))) {
				builder.setCharAt(i, REPLACEMENT);
			}
		}
		return builder.toString();
	}

}
