package io.mtdnn.serving;

/** Thrown if the client has closed its connection before the response. */
public class CallerGoneException extends RuntimeException {

	public CallerGoneException() {
		super("The client has disconnected.", null, false, false);
	}

}
