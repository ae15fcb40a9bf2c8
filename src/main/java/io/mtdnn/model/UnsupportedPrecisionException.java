package io.mtdnn.model;

/** Thrown when this machine's processor lacks the instructions for a precision. */
public class UnsupportedPrecisionException extends RuntimeException {

	private final Precision precision;

	public UnsupportedPrecisionException(Precision precision, String why) {
		super("precision " + precision.text() + " cannot be used here: " + why);
		this.precision = precision;
	}

	public Precision precision() {
		return this.precision;
	}

}
