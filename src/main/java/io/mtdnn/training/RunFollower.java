package io.mtdnn.training;

import io.mtdnn.plan.TrainingPlan;

/**
 * Shows the runs of this node in another program. A follower must not block; its
 * exceptions are logged and change nothing.
 */
public interface RunFollower {

	/** Begins to follow an attempt at a run. */
	Following follow(FollowedRun run);

	/**
	 * A run that an attempt begins or continues.
	 *
	 * @param id the job's id, the same in every attempt
	 * @param name the job's name
	 */
	record FollowedRun(String id, int attempt, String name, TrainingPlan plan) {

	}

	/** What follows one attempt: receives its events in order, and its end. */
	interface Following extends TrainingListener {

		/** The attempt has ended; no event follows. */
		void ended(End end);

	}

	/** How an attempt ended. */
	enum End {

		FINISHED, FAILED, CANCELLED,

		/** The run continues later. */
		INTERRUPTED

	}

}
