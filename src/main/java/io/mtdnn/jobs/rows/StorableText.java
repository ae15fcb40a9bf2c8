package io.mtdnn.jobs.rows;

import io.mtdnn.task.Excerpt;

/** Text as every database can hold it. */
final class StorableText {

	private StorableText() {
	}

	/**
	 * The text with U+FFFD for U+0000 and for surrogates without their other half; null
	 * for null.
	 */
	static String of(String text) {
		return (text != null) ? Excerpt.wellFormed(text).replace('\0', '\ufffd') : null;
	}

}
