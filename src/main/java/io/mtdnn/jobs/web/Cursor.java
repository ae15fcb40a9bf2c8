package io.mtdnn.jobs.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a page ends, in a form that nobody is tempted to compute with. */
final class Cursor {

	private Cursor() {
	}

	static String encode(Long number) {
		return (number == null) ? null
				: Base64.getUrlEncoder()
					.withoutPadding()
					.encodeToString(("before:" + number).getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * @throws BadRequestException when it is none of ours
	 */
	static Long decode(String cursor) {
		if (cursor == null || cursor.isBlank()) {
			return null;
		}
		try {
			String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
			if (text.startsWith("before:")) {
				return Long.valueOf(text.substring("before:".length()));
			}
		}
		catch (IllegalArgumentException ex) {
			// Answered below.
		}
		throw new BadRequestException("cursor", "'cursor' must be the nextCursor of an earlier page.");
	}

}
