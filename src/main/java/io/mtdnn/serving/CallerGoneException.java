package io.mtdnn.serving;

/** Thrown if the client closed its connection before the answer. */
public class CallerGoneException extends RuntimeException {

	public CallerGoneException() {
		super("The client has disconnected.", null, false, false);
	}

}
