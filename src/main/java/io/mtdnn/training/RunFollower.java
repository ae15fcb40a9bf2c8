package io.mtdnn.training;

import io.mtdnn.plan.TrainingPlan;

/**
 * Reports the runs of this node to another program. A follower must not block. Its
 * exceptions are logged and do not affect the run.
 */
public interface RunFollower {

	/** Starts to follow an attempt of a run. */
	Following follow(FollowedRun run);

	/**
	 * A run that an attempt starts or resumes.
	 *
	 * @param id the job's id, the same in every attempt
	 * @param name the job's name
	 */
	record FollowedRun(String id, int attempt, String name, TrainingPlan plan) {

	}

	/** Receives the events of one attempt in order, and its end. */
	interface Following extends TrainingListener {

		/** Called when the attempt has ended. No events follow. */
		void ended(End end);

	}

	/** How an attempt ended. */
	enum End {

		FINISHED, FAILED, CANCELLED,

		/** The run will be resumed. */
		INTERRUPTED

	}

}
