package io.mtdnn.artifacts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * The time for which a replaced object is kept: callers that fetched it before the
 * replacement may still read it.
 */
record Retired(Clock clock) {

	static final Duration KEPT = Duration.ofHours(1);

	/** The note stored beside an object when it is replaced. */
	byte[] note() {
		return this.clock.instant().toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
	}

	/** Whether an object with such a note has expired. */
	boolean over(byte[] note) {
		try {
			Instant replaced = Instant.parse(new String(note, java.nio.charset.StandardCharsets.US_ASCII));
			return !this.clock.instant().isBefore(replaced.plus(KEPT));
		}
		catch (DateTimeParseException ex) {
			// A truncated note: the object was replaced at some earlier time.
			return true;
		}
	}

}
