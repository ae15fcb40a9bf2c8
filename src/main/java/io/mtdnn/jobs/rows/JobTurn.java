package io.mtdnn.jobs.rows;

import java.time.Instant;

import io.mtdnn.jobs.JobSubmission;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** The turn of a job in the queue. */
@Embeddable
public class JobTurn {

	private int priority;

	private int generation = 1;

	private Instant queuedAt;

	private @Nullable String groupName;

	private boolean released = true;

	@SuppressWarnings("NullAway.Init")
	protected JobTurn() {
	}

	JobTurn(Instant now, JobSubmission submission) {
		this.priority = (submission.priority() != null) ? submission.priority() : 0;
		this.queuedAt = now;
		this.groupName = (submission.group() != null) ? submission.group().name() : null;
	}

	/** The job is queued again at the user's request. */
	void again(Instant now) {
		this.queuedAt = now;
		this.generation++;
	}

	/** Sets whether its group allows it in the queue. */
	public void release(boolean now) {
		this.released = now;
	}

	public boolean released() {
		return this.released;
	}

	public int priority() {
		return this.priority;
	}

	/** Number of times that users have queued the job. */
	public int generation() {
		return this.generation;
	}

	public Instant queuedAt() {
		return this.queuedAt;
	}

	public @Nullable String group() {
		return this.groupName;
	}

}
