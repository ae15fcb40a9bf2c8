package io.mtdnn.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * The end of a page: the sort keys of its last item, as an opaque text. Lists accept it
 * as {@code cursor} and return it as {@code nextCursor}.
 *
 * @param keys values of the sort keys, the most significant first; without blanks except
 * for the last one
 */
public record Cursor(List<String> keys) {

	public Cursor {
		keys = List.copyOf(keys);
	}

	/**
	 * Reads a cursor.
	 * @param keys number of sort keys
	 * @throws IllegalArgumentException when the text is not such a cursor
	 */
	public static Cursor parse(String text, int keys) {
		String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", keys);
		if (parts.length != keys) {
			throw new IllegalArgumentException("a cursor with " + parts.length + " keys instead of " + keys);
		}
		return new Cursor(List.of(parts));
	}

	/** The opaque text. */
	public String text() {
		return Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString(String.join(" ", this.keys).getBytes(StandardCharsets.UTF_8));
	}

}
