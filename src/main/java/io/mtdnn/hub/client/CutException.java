package io.mtdnn.hub.client;

import java.io.IOException;

/** Thrown when the network or the hub ends a transfer, which can then be continued. */
@SuppressWarnings("serial")
final class CutException extends IOException {

	CutException(String message) {
		super(message);
	}

	CutException(IOException cause) {
		super(RemoteHub.reason(cause), cause);
	}

}
