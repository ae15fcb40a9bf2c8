package io.mtdnn.training;

import java.time.Duration;

import io.mtdnn.SteppingClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SpeedometerTests {

	private final SteppingClock clock = new SteppingClock();

	private final Speedometer speedometer = new Speedometer(this.clock);

	@Test
	void beforeTheFirstEvaluationItsTimeIsGuessedFromTheSteps() {
		steps(10, 2);
		assertThat(this.speedometer.examplesPerSecond()).isEqualTo(4);
		// 30 steps of 2 s, and 2 evaluations of 120 rows at three times 4 rows a second
		assertThat(this.speedometer.secondsLeft(30, 2, 120)).isEqualTo(60 + 2 * 10);
	}

	@Test
	void anEvaluationUnderWayTakesAsLongAsItsTokensSay() {
		steps(10, 2);
		this.speedometer.evaluates(1000);
		assertThat(this.speedometer.reads(100)).isFalse();
		assertThat(this.speedometer.secondsLeft(30, 1, 120)).isEqualTo(60 + 10 + 10);
		pass(5);
		assertThat(this.speedometer.reads(150)).isTrue();
		// 100 tokens took 5 s: 1000 take 50, of which 45 are left; another evaluation takes 50 too
		assertThat(this.speedometer.secondsLeft(30, 1, 120)).isCloseTo(60 + 45 + 50, within(1e-9));
		pass(5);
		assertThat(this.speedometer.reads(750)).isTrue();
		// 250 tokens took 10 s: 1000 take 40
		assertThat(this.speedometer.secondsLeft(30, 1, 120)).isCloseTo(60 + 30 + 40, within(1e-9));
		assertThat(this.speedometer.secondsLeft(0, 0, 120)).isCloseTo(30, within(1e-9));
	}

	@Test
	void anEvaluationIsToldOfOnceASecond() {
		this.speedometer.evaluates(1000);
		pass(0.9);
		assertThat(this.speedometer.reads(10)).isFalse();
		pass(0.1);
		assertThat(this.speedometer.reads(10)).isTrue();
		pass(0.9);
		assertThat(this.speedometer.reads(10)).isFalse();
	}

	@Test
	void afterAnEvaluationItsTimeAndTheStepsBeforeItAreKnown() {
		steps(10, 2);
		this.speedometer.evaluates(1000);
		pass(40);
		this.speedometer.evaluated();
		assertThat(this.speedometer.secondsLeft(30, 1, 120)).isEqualTo(60 + 40);
		steps(1, 3);
		assertThat(this.speedometer.secondsLeft(29, 1, 120)).isEqualTo(29 * 3 + 40);
	}

	@Test
	void aRunThatGoesOnWithAnEvaluationSaysNothingOfStepsThatItHasNotMeasured() {
		this.speedometer.evaluates(1000);
		this.speedometer.reads(100);
		pass(5);
		this.speedometer.reads(100);
		assertThat(this.speedometer.secondsLeft(30, 0, 120)).isNaN();
		assertThat(this.speedometer.secondsLeft(0, 0, 120)).isCloseTo(45, within(1e-9));
	}

	private void pass(double seconds) {
		this.clock.advance(Duration.ofMillis(Math.round(seconds * 1000)));
	}

	private void steps(int count, double seconds) {
		for (int i = 0; i < count; i++) {
			pass(seconds);
			this.speedometer.stepDone(8);
		}
	}

}
