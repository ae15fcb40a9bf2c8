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
	 * The request after the events of all steps up to the given one, which may arrive
	 * later than the step itself.
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
		 * Write a checkpoint and stop, because the user has cancelled the job, or because
		 * this process is shutting down and another one will resume the run.
		 */
		CHECKPOINT_AND_STOP,

		/**
		 * Evaluate, write a checkpoint and stop, because the run has reached the step at
		 * which it pauses. Ignored during an evaluation.
		 */
		EVALUATE_AND_PAUSE

	}

}
