package io.mtdnn.training;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;

/** Examples per second and time left, over the last steps and the evaluation under way. */
final class Speedometer {

	private static final int STEPS = 50;

	private static final long TOLD_EVERY_MILLIS = 1000;

	private final Clock clock;

	private final Deque<Mark> marks = new ArrayDeque<>();

	private long items;

	private double perStep = Double.NaN;

	private double perEvaluation = Double.NaN;

	private Evaluation evaluation;

	private long told;

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
		this.perStep = windowSeconds() / (this.marks.size() - 1);
	}

	/** An evaluation of so many tokens begins. */
	void evaluates(long tokens) {
		this.told = this.clock.millis();
		this.evaluation = new Evaluation(this.told, tokens, 0, 0);
	}

	/**
	 * The evaluation goes on to its next tokens.
	 * @return whether the last time this was true is long enough ago
	 */
	boolean reads(int tokens) {
		this.evaluation = this.evaluation.reads(tokens);
		if (this.clock.millis() - this.told < TOLD_EVERY_MILLIS) {
			return false;
		}
		this.told = this.clock.millis();
		return true;
	}

	/** The evaluation has ended; steps are measured anew from here. */
	void evaluated() {
		this.perEvaluation = (this.clock.millis() - this.evaluation.start()) / 1000.0;
		this.evaluation = null;
		this.marks.clear();
		this.marks.add(new Mark(this.clock.millis(), this.items));
	}

	double examplesPerSecond() {
		double seconds = windowSeconds();
		return (seconds > 0) ? (this.items - this.marks.getFirst().items()) / seconds : 0;
	}

	/**
	 * Expected time left, with the rest of the evaluation under way.
	 * @param evaluationsLeft that have not begun
	 * @param evaluationItems rows that one evaluation reads, for a guess (a third of the training cost) before the first
	 * @return not a number when steps are left and none was measured
	 */
	double secondsLeft(int stepsLeft, int evaluationsLeft, int evaluationItems) {
		double steps = (stepsLeft > 0) ? stepsLeft * this.perStep : 0;
		if (this.evaluation == null) {
			return steps + evaluationsLeft * perEvaluation(evaluationItems);
		}
		double elapsed = (this.clock.millis() - this.evaluation.start()) / 1000.0;
		double whole = this.evaluation.whole(elapsed, perEvaluation(evaluationItems));
		return steps + evaluationsLeft * whole + Math.max(0, whole - elapsed);
	}

	private double perEvaluation(int evaluationItems) {
		double speed = examplesPerSecond();
		double guess = (speed > 0) ? evaluationItems / (3 * speed) : 0;
		return Double.isNaN(this.perEvaluation) ? guess : this.perEvaluation;
	}

	private double windowSeconds() {
		return (this.marks.getLast().millis() - this.marks.getFirst().millis()) / 1000.0;
	}

	private record Mark(long millis, long items) {

	}

	/**
	 * An evaluation under way.
	 *
	 * @param read tokens of the batches that are done
	 * @param reading tokens of the batch under way
	 */
	private record Evaluation(long start, long tokens, long read, int reading) {

		Evaluation reads(int next) {
			return new Evaluation(this.start, this.tokens, this.read + this.reading, next);
		}

		/** Seconds of the whole evaluation, by its own speed once it has one. */
		double whole(double elapsed, double before) {
			return (this.read > 0) ? elapsed * this.tokens / this.read : before;
		}

	}

}
