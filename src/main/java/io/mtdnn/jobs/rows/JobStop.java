package io.mtdnn.jobs.rows;

import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** The stop that users have requested for a job. */
@Embeddable
public class JobStop {

	private boolean cancelRequested;

	private boolean purged;

	private @Nullable Double pauseAt;

	protected JobStop() {
	}

	/**
	 * A job that has not been cancelled.
	 * @param pauseAt share of the steps after which it pauses; null to run to its end
	 */
	JobStop(@Nullable Double pauseAt) {
		this.pauseAt = pauseAt;
	}

	/**
	 * Requests the end of the job.
	 * @param purge whether to remove its files
	 */
	public void cancel(boolean purge) {
		this.cancelRequested = true;
		this.purged |= purge;
	}

	/** Whether the user asked to cancel the job. */
	public boolean cancelRequested() {
		return this.cancelRequested;
	}

	/** Whether the job's files are to be removed. */
	public boolean purged() {
		return this.purged;
	}

	/** Share of the steps after which it pauses; null to run to its end. */
	public @Nullable Double pauseAt() {
		return this.pauseAt;
	}

}
