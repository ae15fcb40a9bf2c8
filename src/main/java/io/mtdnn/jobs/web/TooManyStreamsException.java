package io.mtdnn.jobs.web;

/** Thrown when this node has reached its limit of event streams. */
@SuppressWarnings("serial")
class TooManyStreamsException extends RuntimeException {

	TooManyStreamsException(int most) {
		super("This node already serves " + most + " event streams, which is the maximum (mtdnn.jobs.streams.most).");
	}

}
