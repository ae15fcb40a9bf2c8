package io.mtdnn.security.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.mtdnn.security.SecurityProperties;
import io.mtdnn.security.SecurityProperties.RateLimit;

/**
 * A token bucket per caller, on this node; the callers heard of longest ago are forgotten
 * first.
 */
final class RateLimiter {

	private static final int MOST_CALLERS = 10_000;

	private final RateLimit limit;

	private final TimeMeter time;

	private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
			return size() > MOST_CALLERS;
		}
	};

	RateLimiter(RateLimit limit, Clock clock) {
		this.limit = limit;
		this.time = new ClockMeter(clock);
	}

	/**
	 * Takes one request from a caller's bucket.
	 * @param requestsPerMinute the caller's own limit, 0 for none; null for the general
	 * one
	 * @return how long to wait until the next one may come; zero when this one may
	 */
	Duration take(String caller, Integer requestsPerMinute) {
		int perMinute = (requestsPerMinute != null) ? requestsPerMinute : this.limit.requestsPerMinute();
		if (perMinute == 0) {
			return Duration.ZERO;
		}
		ConsumptionProbe probe = bucket(caller, perMinute).tryConsumeAndReturnRemaining(1);
		return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
	}

	private Bucket bucket(String caller, int perMinute) {
		synchronized (this.buckets) {
			return this.buckets.computeIfAbsent(caller + "/" + perMinute,
					(key) -> Bucket.builder()
						.addLimit((bandwidth) -> bandwidth.capacity(this.limit.burst())
							.refillGreedy(perMinute, Duration.ofMinutes(1)))
						.withCustomTimePrecision(this.time)
						.build());
		}
	}

	/** The service's clock as the library wants it. */
	private record ClockMeter(Clock clock) implements TimeMeter {

		@Override
		public long currentTimeNanos() {
			Instant now = this.clock.instant();
			return now.getEpochSecond() * 1_000_000_000L + now.getNano();
		}

		@Override
		public boolean isWallClockBased() {
			return true;
		}

	}

}
