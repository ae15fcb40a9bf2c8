package io.mtdnn.jobs.rows;

import java.time.Instant;

import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** The attempts of a job: how many there were, and how many more there may be. */
@Embeddable
public class JobAttempts {

	private int attempt;

	private int maxAttempts;

	private int fruitlessAttempts;

	private @Nullable String environment;

	private @Nullable Instant startedAt;

	protected JobAttempts() {
	}

	JobAttempts(int maxAttempts) {
		this.maxAttempts = maxAttempts;
	}

	int begin(Instant now, String environmentJson) {
		this.attempt++;
		this.environment = environmentJson;
		this.startedAt = (this.startedAt != null) ? this.startedAt : now;
		return this.attempt;
	}

	/** Stores the newest attempt's environment. */
	public void describe(String environmentJson) {
		this.environment = environmentJson;
	}

	/** Counts a failed attempt and returns whether another one is allowed. */
	public boolean mayTryAgain() {
		this.fruitlessAttempts++;
		return this.fruitlessAttempts < this.maxAttempts;
	}

	/** Forgets failed attempts, because the job has made progress. */
	void fruitful() {
		this.fruitlessAttempts = 0;
	}

	/** Number of the newest attempt; 0 before the first. */
	public int newest() {
		return this.attempt;
	}

	/** Number of consecutive attempts without progress after which the job fails. */
	public int most() {
		return this.maxAttempts;
	}

	/** Number of consecutive failed attempts without progress. */
	public int fruitless() {
		return this.fruitlessAttempts;
	}

	/** JSON of the newest attempt's environment; null before the first. */
	public @Nullable String environment() {
		return this.environment;
	}

	/** When the first attempt began; null before it. */
	public @Nullable Instant startedAt() {
		return this.startedAt;
	}

}
