package io.mtdnn.training;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Examples per second and time left, over the last steps. */
final class Speedometer {

	private static final int STEPS = 50;

	private final Clock clock;

	private final Deque<Mark> marks = new ArrayDeque<>();

	private long items;

	private double evaluationSeconds = Double.NaN;

	Speedometer(Clock clock) {
		this.clock = clock;
		this.marks.add(new Mark(clock.millis(), 0));
	}

	void stepDone(int stepItems) {
		this.items += stepItems;
		this.marks.addLast(new Mark(this.clock.millis(), this.items));
		if (this.marks.size() > STEPS + 1) {
			this.marks.removeFirst();
		}
	}

	/** An evaluation took its time; steps are measured anew from here. */
	void evaluated(Duration took) {
		this.evaluationSeconds = took.toMillis() / 1000.0;
		this.marks.clear();
		this.marks.add(new Mark(this.clock.millis(), this.items));
	}

	double examplesPerSecond() {
		double seconds = windowSeconds();
		return (seconds > 0) ? (this.items - this.marks.getFirst().items()) / seconds : 0;
	}

	/**
	 * Expected time left.
	 * @param evaluationItems rows that one evaluation reads, for a guess (a third of the training cost) before the first
	 */
	double secondsLeft(int stepsLeft, int evaluationsLeft, int evaluationItems) {
		int steps = this.marks.size() - 1;
		double perStep = (steps > 0) ? windowSeconds() / steps : 0;
		double speed = examplesPerSecond();
		double guess = (speed > 0) ? evaluationItems / (3 * speed) : 0;
		double perEvaluation = Double.isNaN(this.evaluationSeconds) ? guess : this.evaluationSeconds;
		return stepsLeft * perStep + evaluationsLeft * perEvaluation;
	}

	private double windowSeconds() {
		return (this.marks.getLast().millis() - this.marks.getFirst().millis()) / 1000.0;
	}

	private record Mark(long millis, long items) {

	}

}
