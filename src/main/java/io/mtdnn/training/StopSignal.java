package io.mtdnn.training;

/**
 * Asked after each step, and before each batch of an evaluation, whether the run should
 * continue.
 */
@FunctionalInterface
public interface StopSignal {

	/** What the run should do. */
	Request request();

	/** The possible requests. */
	enum Request {

		GO_ON,

		/** Stop without a checkpoint: there is no room for one. */
		STOP,

		/**
		 * Write a checkpoint and stop; the user cancelled, or this process shuts down and
		 * another will go on.
		 */
		CHECKPOINT_AND_STOP

	}

}
