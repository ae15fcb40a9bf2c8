package io.mtdnn;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that advances only on request. */
public class SteppingClock extends Clock {

	private Instant now;

	/** Starts at a time with more digits than a database stores. */
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
