package io.mtdnn.training.cost;

import java.time.Duration;

import io.mtdnn.SteppingClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SpeedometerTests {

	private final SteppingClock clock = new SteppingClock();

	private final Speedometer speedometer = new Speedometer(this.clock);

	/**
	 * 4 operations a second; 120 operations of steps are left, and an evaluation has 40.
	 */
	@Test
	void theTimeOfTheFirstEvaluationIsEstimatedFromTheSteps() {
		steps(10, 2);
		assertThat(this.speedometer.examplesPerSecond()).isEqualTo(4);
		assertThat(this.speedometer.secondsLeft(120, 2, 40)).isEqualTo(30 + 2 * 10 * Speedometer.EVALUATION);
	}

	/**
	 * Steps of tasks with short and long rows: 5 of 1 s with 2 operations, 5 of 9 s with
	 * 18.
	 */
	@Test
	void stepsAreWeightedByTheirComputation() {
		for (int i = 0; i < 5; i++) {
			pass(1);
			this.speedometer.stepDone(8, 2);
			pass(9);
			this.speedometer.stepDone(8, 18);
		}
		assertThat(this.speedometer.operationsPerSecond()).isEqualTo(2);
		assertThat(this.speedometer.secondsLeft(36, 0, 0)).isEqualTo(18);
	}

	@Test
	void checkpointsDoNotCountAsTimeOfSteps() {
		steps(10, 2);
		this.speedometer.pause();
		pass(60);
		this.speedometer.resume();
		assertThat(this.speedometer.operationsPerSecond()).isEqualTo(4);
		steps(40, 2);
		assertThat(this.speedometer.operationsPerSecond()).isEqualTo(4);
	}

	@Test
	void fewStepsYieldNoSpeedForOtherRuns() {
		steps(9, 0.1);
		assertThat(this.speedometer.settled()).isFalse();
		steps(1, 0.1);
		assertThat(this.speedometer.settled()).isTrue();
		this.speedometer.start();
		steps(2, 15);
		assertThat(this.speedometer.settled()).isTrue();
	}

	@Test
	void theTimeOfARunningEvaluationIsEstimatedFromItsTokens() {
		steps(10, 2);
		this.speedometer.evaluates(1000);
		assertThat(this.speedometer.reads(100)).isFalse();
		assertThat(this.speedometer.secondsLeft(120, 1, 40)).isEqualTo(30 + 2 * 10 * Speedometer.EVALUATION);
		pass(5);
		assertThat(this.speedometer.reads(150)).isTrue();
		// 100 tokens took 5 s: 1000 take 50, of which 45 are left; another evaluation
		// takes 50 too
		assertThat(this.speedometer.secondsLeft(120, 1, 40)).isCloseTo(30 + 45 + 50, within(1e-9));
		pass(5);
		assertThat(this.speedometer.reads(750)).isTrue();
		// 250 tokens took 10 s: 1000 take 40
		assertThat(this.speedometer.secondsLeft(120, 1, 40)).isCloseTo(30 + 30 + 40, within(1e-9));
		assertThat(this.speedometer.secondsLeft(0, 0, 40)).isCloseTo(30, within(1e-9));
	}

	@Test
	void theProgressOfAnEvaluationIsReportedOncePerSecond() {
		this.speedometer.evaluates(1000);
		pass(0.9);
		assertThat(this.speedometer.reads(10)).isFalse();
		pass(0.1);
		assertThat(this.speedometer.reads(10)).isTrue();
		pass(0.9);
		assertThat(this.speedometer.reads(10)).isFalse();
	}

	@Test
	void anEvaluationKeepsItsTimeAndThatOfTheStepsBeforeIt() {
		steps(10, 2);
		this.speedometer.evaluates(1000);
		pass(40);
		this.speedometer.evaluated();
		assertThat(this.speedometer.secondsLeft(120, 1, 40)).isEqualTo(30 + 40);
		steps(10, 4);
		assertThat(this.speedometer.operationsPerSecond()).as("160 operations in 60 s").isEqualTo(160.0 / 60);
	}

	@Test
	void aRunResumedAtAnEvaluationReportsNoSpeedOfSteps() {
		this.speedometer.evaluates(1000);
		this.speedometer.reads(100);
		pass(5);
		this.speedometer.reads(100);
		assertThat(this.speedometer.secondsLeft(120, 0, 40)).isNaN();
		assertThat(this.speedometer.secondsLeft(0, 0, 40)).isCloseTo(45, within(1e-9));
	}

	private void pass(double seconds) {
		this.clock.advance(Duration.ofMillis(Math.round(seconds * 1000)));
	}

	private void steps(int count, double seconds) {
		for (int i = 0; i < count; i++) {
			pass(seconds);
			this.speedometer.stepDone(8, 8);
		}
	}

}
