package io.mtdnn.storage;

/** Thrown before storing something that would use the reserve. */
@SuppressWarnings("serial")
public final class NoSpaceException extends RuntimeException {

	private final Shortage shortage;

	public NoSpaceException(Shortage shortage) {
		super("Nothing new can be stored: " + shortage.message() + ".");
		this.shortage = shortage;
	}

	public Shortage shortage() {
		return this.shortage;
	}

}
