package io.mtdnn.jobs.rows;

import java.time.Duration;
import java.time.Instant;

import io.mtdnn.training.FailureKind;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.jspecify.annotations.Nullable;

/** The end of a job, with the values that jobs are sorted by. */
@Embeddable
public class JobEnd {

	/** Sorts after all ends. */
	private static final Instant NOT_ENDED = Instant.parse("9999-12-31T00:00:00Z");

	@Enumerated(EnumType.STRING)
	private @Nullable FailureKind failureKind;

	private @Nullable Instant finishedAt;

	private Instant endedOrder = NOT_ENDED;

	private double seconds;

	protected JobEnd() {
	}

	static JobEnd open() {
		return new JobEnd();
	}

	static JobEnd at(Instant now, @Nullable FailureKind kind, @Nullable Instant startedAt) {
		JobEnd end = new JobEnd();
		end.failureKind = kind;
		end.finishedAt = now;
		end.endedOrder = now;
		end.seconds = (startedAt != null) ? Duration.between(startedAt, now).toMillis() / 1000.0 : 0;
		return end;
	}

	/** The cause of a failure; null unless the job failed. */
	public @Nullable FailureKind failureKind() {
		return this.failureKind;
	}

	/** Null until the job has ended. */
	public @Nullable Instant finishedAt() {
		return this.finishedAt;
	}

	/** The end, or a time after all ends. */
	public Instant endedOrder() {
		return this.endedOrder;
	}

	/** Seconds since its first attempt began; 0 until the job has ended. */
	public double seconds() {
		return this.seconds;
	}

}
