package io.mtdnn.training.schedule;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Values of {@code get_linear_schedule_with_warmup(optimizer, 10, 100)} at a peak of
 * 1e-4.
 */
class LinearScheduleTests {

	private final LinearSchedule schedule = LinearSchedule.of(1e-4, 0.1, 100);

	@Test
	void theRateRisesLinearlyFromZero() {
		assertThat(this.schedule.rate(1)).isZero();
		assertThat(this.schedule.rate(6)).isCloseTo(5e-5, within(1e-12));
	}

	@Test
	void theRatePeaksAtTheEndOfWarmUpWithoutAJump() {
		assertThat(this.schedule.rate(11)).isCloseTo(1e-4, within(1e-12));
		assertThat(this.schedule.rate(10)).isCloseTo(9e-5, within(1e-12));
		assertThat(this.schedule.rate(12)).isCloseTo(1e-4 * 89 / 90, within(1e-12));
	}

	@Test
	void theRateFallsToOneStepAboveZero() {
		assertThat(this.schedule.rate(100)).isCloseTo(1e-4 / 90, within(1e-12));
	}

	@Test
	void withoutWarmUpTheRateStartsAtThePeak() {
		assertThat(LinearSchedule.of(1e-4, 0, 100).rate(1)).isEqualTo(1e-4);
	}

}
