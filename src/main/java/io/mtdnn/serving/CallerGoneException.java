package io.mtdnn.serving;

/** The client closed its connection; nobody reads the answer. */
public class CallerGoneException extends RuntimeException {

	CallerGoneException() {
		super("The client has left.", null, false, false);
	}

}
