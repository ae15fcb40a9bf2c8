package io.mtdnn.datasets.web;

/** Thrown for a parameter that is out of range. */
class BadUploadException extends RuntimeException {

	private final String field;

	BadUploadException(String field, String message) {
		super(message);
		this.field = field;
	}

	String field() {
		return this.field;
	}

}
