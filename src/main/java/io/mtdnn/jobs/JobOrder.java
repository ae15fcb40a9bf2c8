package io.mtdnn.jobs;

import java.util.Locale;

/**
 * The order of a list of jobs. Jobs with the same key follow in the order of submission.
 *
 * @param descending whether the newest, best or longest is first
 */
public record JobOrder(Key key, boolean descending) {

	/** The newest first. */
	public static final JobOrder NEWEST = new JobOrder(Key.CREATED, true);

	/**
	 * The form used in queries: the key's name, prefixed with {@code -} for descending
	 * order.
	 */
	@Override
	public String toString() {
		return (this.descending ? "-" : "") + this.key.name().toLowerCase(Locale.ROOT);
	}

	/** A sort key of jobs. */
	public enum Key {

		/** Time of submission. */
		CREATED,

		/** Its status, by name. */
		STATUS,

		/** Time when it ended; jobs that have not ended are last. */
		ENDED,

		/**
		 * Its score on the first task of its plan; jobs without one are first.
		 */
		SCORE,

		/** Seconds from its first attempt to its end; 0 before the end. */
		DURATION

	}

}
