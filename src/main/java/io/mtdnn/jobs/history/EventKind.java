package io.mtdnn.jobs.history;

import java.util.Locale;

/** The kinds of stored events; {@link #text()} is the name in rows and event streams. */
public enum EventKind {

	/** A training point. */
	METRIC,

	/** Metrics of one dataset after an epoch. */
	EVALUATION,

	/** Mixing so far. */
	TOTALS,

	/** How one step changed the losses of all tasks. */
	AFFINITY,

	/** The run paused and was evaluated. */
	PAUSE,

	/** A checkpoint was written. */
	CHECKPOINT,

	/** The job's status changed, or an attempt began. */
	STATUS;

	String text() {
		return name().toLowerCase(Locale.ROOT);
	}

	static EventKind of(String text) {
		return valueOf(text.toUpperCase(Locale.ROOT));
	}

}
