package io.mtdnn;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands still until it is told to go on. */
public class SteppingClock extends Clock {

	private Instant now;

	/** Begins at a time with more digits than a database keeps. */
	public SteppingClock() {
		this(Instant.parse("2026-01-01T00:00:00.123456789Z"));
	}

	public SteppingClock(Instant start) {
		this.now = start;
	}

	public void advance(Duration duration) {
		this.now = this.now.plus(duration);
	}

	@Override
	public Instant instant() {
		return this.now;
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return this;
	}

}
