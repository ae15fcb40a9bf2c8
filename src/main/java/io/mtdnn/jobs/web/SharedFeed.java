package io.mtdnn.jobs.web;

import java.util.concurrent.Semaphore;

import io.mtdnn.jobs.history.JobFeed;

/**
 * Reads events for all streams of this node, a few at a time, so that streams leave
 * database connections for other calls.
 */
final class SharedFeed {

	private static final int AT_A_TIME = 4;

	private final Semaphore turns = new Semaphore(AT_A_TIME, true);

	private final JobFeed feed;

	SharedFeed(JobFeed feed) {
		this.feed = feed;
	}

	/** The news of {@link JobFeed#after}. */
	JobFeed.News after(String jobId, long after) {
		this.turns.acquireUninterruptibly();
		try {
			return this.feed.after(jobId, after);
		}
		finally {
			this.turns.release();
		}
	}

}
