package io.mtdnn.hub.client;

import java.io.IOException;

/** Thrown when the network or the hub interrupts a transfer, which can be continued. */
@SuppressWarnings("serial")
final class CutException extends IOException {

	CutException(String message) {
		super(message);
	}

	CutException(IOException cause) {
		super(RemoteHub.reason(cause), cause);
	}

}
