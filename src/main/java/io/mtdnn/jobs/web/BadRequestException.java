package io.mtdnn.jobs.web;

/** A request that cannot be understood. */
@SuppressWarnings("serial")
class BadRequestException extends RuntimeException {

	private final String field;

	BadRequestException(String field, String message) {
		super(message);
		this.field = field;
	}

	/** JSON path or parameter name; null when the request as a whole is at fault. */
	String field() {
		return this.field;
	}

}
