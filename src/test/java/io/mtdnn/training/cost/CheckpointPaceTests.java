package io.mtdnn.training.cost;

import java.time.Duration;

import io.mtdnn.SteppingClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CheckpointPaceTests {

	private final SteppingClock clock = new SteppingClock();

	private final CheckpointPace pace = new CheckpointPace(this.clock, Duration.ofSeconds(60));

	@Test
	void theNextCheckpointIsDueAnIntervalAfterTheEndOfTheLast() {
		this.clock.advance(Duration.ofSeconds(59));
		assertThat(this.pace.due()).isFalse();
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.pace.due()).isTrue();
		write(4);
		this.clock.advance(Duration.ofSeconds(59));
		assertThat(this.pace.due()).isFalse();
	}

	@Test
	void theShareIsMeasuredFromTheStartOfTheAttempt() {
		this.clock.advance(Duration.ofSeconds(6));
		assertThat(write(2)).isEqualTo(17);
		assertThat(this.pace.took()).isEqualTo(Duration.ofSeconds(2));
		assertThat(this.pace.share()).isEqualTo(2.0 / 8);
		this.clock.advance(Duration.ofSeconds(8));
		write(4);
		assertThat(this.pace.share()).isEqualTo(6.0 / 20);
	}

	@Test
	void theEstimateCountsTwoPerEpochAndOnePerInterval() {
		assertThat(this.pace.secondsLeft(150, 1)).isZero();
		write(2);
		write(4);
		// 2 at the end of the epoch, 2 whole minutes, 3 seconds each
		assertThat(this.pace.secondsLeft(150, 1)).isEqualTo(4 * 3);
	}

	private long write(int seconds) {
		return this.pace.measure(() -> {
			this.clock.advance(Duration.ofSeconds(seconds));
			return 17;
		});
	}

}
