package io.mtdnn.jobs.queue;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

import org.springframework.stereotype.Component;

/** Generates ids that sort by time: UUIDs of version 7 (RFC 9562). */
@Component
public class JobIds {

	private final Clock clock;

	private final RandomGenerator random = new SecureRandom();

	JobIds(Clock clock) {
		this.clock = clock;
	}

	public String next() {
		long high = (this.clock.millis() << 16) | 0x7000 | (this.random.nextLong() & 0xfff);
		long low = (this.random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
		return new UUID(high, low).toString();
	}

}
