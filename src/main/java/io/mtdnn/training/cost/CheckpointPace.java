package io.mtdnn.training.cost;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/** Determines when the checkpoints of an attempt are due, and measures their cost. */
public final class CheckpointPace {

	private final Clock clock;

	private final Duration interval;

	private final Instant began;

	private Instant newest;

	private Duration took = Duration.ZERO;

	private Duration all = Duration.ZERO;

	private int written;

	/**
	 * To be created when the attempt starts.
	 * @param interval maximum time between two checkpoints
	 */
	public CheckpointPace(Clock clock, Duration interval) {
		this.clock = clock;
		this.interval = interval;
		this.began = clock.instant();
		this.newest = this.began;
	}

	/** Whether the interval since the newest checkpoint has passed. */
	public boolean due() {
		return !this.clock.instant().isBefore(this.newest.plus(this.interval));
	}

	/** Writes a checkpoint and measures it. */
	public long measure(LongSupplier writing) {
		Instant start = this.clock.instant();
		long bytes = writing.getAsLong();
		this.newest = this.clock.instant();
		this.took = Duration.between(start, this.newest);
		this.all = this.all.plus(this.took);
		this.written++;
		return bytes;
	}

	/** The duration of writing the newest checkpoint. */
	public Duration took() {
		return this.took;
	}

	/**
	 * Share of the attempt's time, up to the newest checkpoint, that checkpoints took.
	 */
	public double share() {
		long whole = Duration.between(this.began, this.newest).toMillis();
		return (whole > 0) ? (double) this.all.toMillis() / whole : 0;
	}

	/**
	 * Expected seconds of the remaining checkpoints: two at the end of each epoch and
	 * those due by time; 0 until the first one has been timed.
	 * @param seconds remaining seconds without checkpoints
	 * @param epochs number of epochs that have not ended
	 */
	public double secondsLeft(double seconds, int epochs) {
		double count = 2 * epochs + Math.floor(seconds / (this.interval.toMillis() / 1000.0));
		return count * ((this.written > 0) ? this.all.toMillis() / 1000.0 / this.written : 0);
	}

}
