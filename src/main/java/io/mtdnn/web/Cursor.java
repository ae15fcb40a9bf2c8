package io.mtdnn.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import io.mtdnn.task.NameText;

/**
 * The end of a page: the sort keys of its last item, as an opaque text. Lists accept it
 * as {@code cursor} and return it as {@code nextCursor}.
 *
 * @param keys values of the sort keys, the most significant first; without blanks except
 * for the last one
 */
public record Cursor(List<String> keys) {

	private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

	public Cursor {
		keys = List.copyOf(keys);
	}

	/**
	 * Reads a cursor.
	 * @param keys number of sort keys
	 * @throws IllegalArgumentException when the text is not such a cursor
	 */
	public static Cursor parse(String text, int keys) {
		String whole = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
		String[] parts = whole.split(" ", keys);
		if (!NameText.isStorable(whole)) {
			throw new IllegalArgumentException("a cursor with characters that no database stores");
		}
		if (parts.length != keys) {
			throw new IllegalArgumentException("a cursor with " + parts.length + " keys instead of " + keys);
		}
		return new Cursor(List.of(parts));
	}

	/**
	 * A key that is a time.
	 * @throws java.time.format.DateTimeParseException when it is none
	 * @throws IllegalArgumentException when no item can have it, nor every database store
	 * it
	 */
	public Instant time(int index) {
		Instant time = Instant.parse(this.keys.get(index));
		if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
			throw new IllegalArgumentException("a cursor at " + time);
		}
		return time;
	}

	/** The opaque text. */
	public String text() {
		return Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString(String.join(" ", this.keys).getBytes(StandardCharsets.UTF_8));
	}

}
