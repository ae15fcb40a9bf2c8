package io.mtdnn.replays;

/** Thrown when there is nothing complete that could be repeated. */
@SuppressWarnings("serial")
public class NoCapsuleException extends RuntimeException {

	public NoCapsuleException(String message) {
		super(message);
	}

}
