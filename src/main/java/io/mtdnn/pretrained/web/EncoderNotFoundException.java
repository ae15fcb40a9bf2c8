package io.mtdnn.pretrained.web;

/** Thrown for the name of an encoder, or of a download, that does not exist. */
@SuppressWarnings("serial")
final class EncoderNotFoundException extends RuntimeException {

	EncoderNotFoundException(String message) {
		super(message);
	}

}
