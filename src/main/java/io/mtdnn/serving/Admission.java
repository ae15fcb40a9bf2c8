package io.mtdnn.serving;

/** What happens when the queue is full. */
enum Admission {

	/** The request is refused: somebody waits for it and can come again. */
	OR_REFUSE,

	/**
	 * The request waits for room: it is part of a larger one that should go through as a
	 * whole.
	 */
	WHEN_ROOM

}
