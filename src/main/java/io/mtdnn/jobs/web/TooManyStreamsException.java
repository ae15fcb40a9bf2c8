package io.mtdnn.jobs.web;

/** This node serves as many event streams as it may. */
@SuppressWarnings("serial")
class TooManyStreamsException extends RuntimeException {

	TooManyStreamsException(int most) {
		super("This node serves " + most
				+ " event streams already, which is the most it may (mtdnn.jobs.streams.most).");
	}

}
