package io.mtdnn.jobs.web;

/** A request that cannot be understood. */
@SuppressWarnings("serial")
class BadRequestException extends RuntimeException {

	private final String field;

	BadRequestException(String field, String message) {
		super(message);
		this.field = field;
	}

	/** Refuses a text with U+0000, which PostgreSQL cannot hold; null is none. */
	static void requireStorable(String field, String text) {
		if (text != null && text.indexOf('\0') >= 0) {
			throw new BadRequestException(field, "'" + field + "' must not have the character U+0000.");
		}
	}

	/** JSON path or parameter name; null when the request as a whole is at fault. */
	String field() {
		return this.field;
	}

}
