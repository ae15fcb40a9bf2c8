package io.mtdnn.jobs.rows;

import io.mtdnn.task.Excerpt;
import org.jspecify.annotations.Nullable;

/** Converts text to a form that every database can store. */
final class StorableText {

	private static final int REASON = 4000;

	private StorableText() {
	}

	/**
	 * Replaces U+0000 and unpaired surrogates with U+FFFD. Returns null for null.
	 */
	static @Nullable String of(@Nullable String text) {
		return (text != null) ? Excerpt.wellFormed(text).replace('\0', '\ufffd') : null;
	}

	/** Cuts a reason off at the length of its column. Returns null for null. */
	static @Nullable String reason(@Nullable String text) {
		return (text != null) ? Excerpt.within(text, REASON) : null;
	}

}
