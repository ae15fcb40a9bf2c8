package io.mtdnn.jobs.rows;

import java.time.Instant;

import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** The preparation of a job: its lease and its result. */
@Embeddable
public class JobPreparation {

	private @Nullable String preflight;

	private @Nullable String problem;

	private int preparations;

	private @Nullable Instant preparingUntil;

	protected JobPreparation() {
	}

	JobPreparation(@Nullable String preflight) {
		this.preflight = preflight;
	}

	/** Whether no node prepares the job, or its lease has expired. */
	boolean isFree(Instant now) {
		return this.preparingUntil == null || this.preparingUntil.isBefore(now);
	}

	/** Whether a node began to prepare the job and let the lease expire. */
	public boolean isLost() {
		return this.preparingUntil != null;
	}

	int begin(Instant until) {
		this.preparingUntil = until;
		return ++this.preparations;
	}

	boolean isNewest(int preparation) {
		return this.preparations == preparation && this.preparingUntil != null;
	}

	/**
	 * Renews or ends the lease.
	 * @param until new end of the lease; null to give the job back
	 */
	public void lease(@Nullable Instant until) {
		this.preparingUntil = until;
	}

	void succeed(String preflightJson) {
		this.preflight = preflightJson;
		this.preparingUntil = null;
	}

	void fail(String problemJson) {
		this.problem = problemJson;
	}

	void clear() {
		this.problem = null;
		this.preparingUntil = null;
	}

	/** JSON of the report; null until the job is prepared. */
	public @Nullable String preflight() {
		return this.preflight;
	}

	/** JSON of the problem; null unless the job could not be prepared. */
	public @Nullable String problem() {
		return this.problem;
	}

}
