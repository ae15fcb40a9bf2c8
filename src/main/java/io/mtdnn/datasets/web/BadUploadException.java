package io.mtdnn.datasets.web;

/** A parameter that is out of bounds. */
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
