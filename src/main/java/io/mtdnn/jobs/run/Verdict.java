package io.mtdnn.jobs.run;

import java.time.Duration;

/**
 * What becomes of a queue entry after a worker has had it.
 *
 * @param next what to do
 * @param delay for {@link Next#LATER}
 */
record Verdict(Next next, Duration delay) {

	/** The job has ended. */
	static final Verdict DONE = new Verdict(Next.REMOVE, Duration.ZERO);

	/** At its old place in the queue. */
	static final Verdict BACK = new Verdict(Next.BACK, Duration.ZERO);

	/** Another worker has it. */
	static final Verdict LEAVE = new Verdict(Next.LEAVE, Duration.ZERO);

	static Verdict later(Duration delay) {
		return new Verdict(Next.LATER, delay);
	}

	/** What to do. */
	enum Next {

		REMOVE, BACK, LATER, LEAVE

	}

}
