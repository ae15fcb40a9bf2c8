package io.mtdnn.security.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.mtdnn.security.SecurityProperties;
import io.mtdnn.security.SecurityProperties.RateLimit;
import org.jspecify.annotations.Nullable;

/**
 * A token bucket per caller, on this node. With more than 10,000 callers, the buckets of
 * infrequent callers are discarded first; these callers start with a full bucket again.
 */
final class RateLimiter {

	private static final int MOST_CALLERS = 10_000;

	private final RateLimit limit;

	private final TimeMeter time;

	private final Cache<String, Bucket> buckets = Caffeine.newBuilder().maximumSize(MOST_CALLERS).build();

	RateLimiter(RateLimit limit, Clock clock) {
		this.limit = limit;
		this.time = new ClockMeter(clock);
	}

	/**
	 * Takes one request from a caller's bucket.
	 * @param requestsPerMinute the caller's own limit, 0 for none; null for the general
	 * one
	 * @return time to wait before the next request; zero if this request is allowed
	 */
	Duration take(String caller, @Nullable Integer requestsPerMinute) {
		int perMinute = (requestsPerMinute != null) ? requestsPerMinute : this.limit.requestsPerMinute();
		if (perMinute == 0) {
			return Duration.ZERO;
		}
		ConsumptionProbe probe = bucket(caller, perMinute).tryConsumeAndReturnRemaining(1);
		return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
	}

	private Bucket bucket(String caller, int perMinute) {
		return this.buckets.get(caller + "/" + perMinute,
				(key) -> Bucket.builder()
					.addLimit((bandwidth) -> bandwidth.capacity(this.limit.burst())
						.refillGreedy(perMinute, Duration.ofMinutes(1)))
					.withCustomTimePrecision(this.time)
					.build());
	}

	/** The service's clock in the form required by the library. */
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
