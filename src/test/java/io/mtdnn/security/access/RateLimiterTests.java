package io.mtdnn.security.access;

import java.time.Duration;

import io.mtdnn.security.SecurityProperties;
import io.mtdnn.SteppingClock;
import io.mtdnn.security.SecurityProperties.RateLimit;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimiterTests {

	private final SteppingClock clock = new SteppingClock();

	private final RateLimiter limiter = new RateLimiter(new RateLimit(60, 3), this.clock);

	@Test
	void aBurstIsFollowedByOneRequestPerSecond() {
		for (int i = 0; i < 3; i++) {
			assertThat(this.limiter.take("a", null)).isZero();
		}
		assertThat(this.limiter.take("a", null)).isEqualTo(Duration.ofSeconds(1));
		this.clock.advance(Duration.ofMillis(400));
		assertThat(this.limiter.take("a", null)).isEqualTo(Duration.ofMillis(600));
		this.clock.advance(Duration.ofMillis(600));
		assertThat(this.limiter.take("a", null)).isZero();
		assertThat(this.limiter.take("a", null)).isPositive();
	}

	@Test
	void callersDoNotShareABucket() {
		for (int i = 0; i < 3; i++) {
			this.limiter.take("a", null);
		}
		assertThat(this.limiter.take("a", null)).isPositive();
		assertThat(this.limiter.take("b", null)).isZero();
	}

	@Test
	void theOwnLimitOfAKeyTakesPrecedence() {
		for (int i = 0; i < 3; i++) {
			this.limiter.take("slow", 6);
		}
		assertThat(this.limiter.take("slow", 6)).isEqualTo(Duration.ofSeconds(10));
		for (int i = 0; i < 1000; i++) {
			assertThat(this.limiter.take("free", 0)).isZero();
		}
	}

}
