package io.mtdnn.training;

/**
 * Decides whether a run should continue. Queried after each step and before each batch of
 * an evaluation.
 */
@FunctionalInterface
public interface StopSignal {

	/** The current request. */
	Request request();

	/**
	 * The request once the events of all steps up to one have arrived, which may be later
	 * than the step itself.
	 */
	default Request after(int step) {
		return request();
	}

	/** The possible requests. */
	enum Request {

		GO_ON,

		/** Stop without a checkpoint, because there is no space for one. */
		STOP,

		/**
		 * Write a checkpoint and stop, because the user cancelled the job or this process
		 * shuts down and another one will continue.
		 */
		CHECKPOINT_AND_STOP,

		/**
		 * Evaluate, write a checkpoint and stop, because the run has reached the step at
		 * which it pauses. Ignored during an evaluation.
		 */
		EVALUATE_AND_PAUSE

	}

}
