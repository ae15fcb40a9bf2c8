package io.mtdnn.training.cost;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Examples per second and time left, over the last steps and the evaluation under way.
 * Steps are weighed by their operations, as tasks and lengths differ; what happens
 * between two steps is counted apart.
 */
public final class Speedometer {

	/**
	 * Time of an evaluation's operations, in that of as many of a step: its weights are
	 * packed for their products and nothing is kept for a backward pass, but answers are
	 * decoded and scored, and the model is written.
	 */
	public static final double EVALUATION = 1.25;

	private static final int STEPS = 50;

	/** Before so many steps or so much time, what they reach says too little. */
	private static final int SETTLED_STEPS = 10;

	private static final double SETTLED_SECONDS = 20;

	private static final long TOLD_EVERY_MILLIS = 1000;

	private final Clock clock;

	private final Deque<Mark> marks = new ArrayDeque<>();

	private double perEvaluation = Double.NaN;

	private Evaluation evaluation;

	private long told;

	private long paused;

	public Speedometer(Clock clock) {
		this.clock = clock;
		start();
	}

	/** Steps begin now. */
	public void start() {
		this.marks.clear();
		this.marks.add(new Mark(this.clock.millis(), 0, 0));
	}

	public void stepDone(int items, double operations) {
		Mark last = this.marks.getLast();
		this.marks.addLast(new Mark(this.clock.millis(), last.items() + items, last.operations() + operations));
		if (this.marks.size() > STEPS + 1) {
			this.marks.removeFirst();
		}
	}

	/** Something else than steps begins. */
	public void pause() {
		this.paused = this.clock.millis();
	}

	/** It has ended, and does not count as time of steps. */
	public void resume() {
		long took = this.clock.millis() - this.paused;
		for (int i = this.marks.size(); i > 0; i--) {
			this.marks.addLast(this.marks.removeFirst().later(took));
		}
	}

	/** An evaluation of so many tokens begins. */
	public void evaluates(long tokens) {
		pause();
		this.told = this.clock.millis();
		this.evaluation = new Evaluation(this.told, tokens, 0, 0);
	}

	/**
	 * The evaluation goes on to its next tokens.
	 * @return whether the last time this was true is long enough ago
	 */
	public boolean reads(int tokens) {
		this.evaluation = this.evaluation.reads(tokens);
		if (this.clock.millis() - this.told < TOLD_EVERY_MILLIS) {
			return false;
		}
		this.told = this.clock.millis();
		return true;
	}

	/** The evaluation has ended. */
	public void evaluated() {
		this.perEvaluation = (this.clock.millis() - this.evaluation.start()) / 1000.0;
		this.evaluation = null;
		resume();
	}

	public double examplesPerSecond() {
		double seconds = seconds();
		return (seconds > 0) ? (this.marks.getLast().items() - this.marks.getFirst().items()) / seconds : 0;
	}

	/** Not a number before the first step. */
	public double operationsPerSecond() {
		return (this.marks.getLast().operations() - this.marks.getFirst().operations()) / seconds();
	}

	/** Whether {@link #operationsPerSecond} would do as an expectation of other runs. */
	public boolean settled() {
		return this.marks.size() > SETTLED_STEPS || seconds() > SETTLED_SECONDS;
	}

	/**
	 * Expected time left, with the rest of the evaluation under way.
	 * @param stepOperations of the steps that are left
	 * @param evaluationsLeft that have not begun
	 * @param evaluationOperations of one evaluation, for a guess before the first
	 * @return not a number when steps are left and none was measured
	 */
	public double secondsLeft(double stepOperations, int evaluationsLeft, double evaluationOperations) {
		double steps = (stepOperations > 0) ? stepOperations / operationsPerSecond() : 0;
		if (this.evaluation == null) {
			return steps + evaluationsLeft * perEvaluation(evaluationOperations);
		}
		double elapsed = (this.clock.millis() - this.evaluation.start()) / 1000.0;
		double whole = this.evaluation.whole(elapsed, perEvaluation(evaluationOperations));
		return steps + evaluationsLeft * whole + Math.max(0, whole - elapsed);
	}

	private double perEvaluation(double operations) {
		double speed = operationsPerSecond();
		double guess = (speed > 0) ? EVALUATION * operations / speed : 0;
		return Double.isNaN(this.perEvaluation) ? guess : this.perEvaluation;
	}

	private double seconds() {
		return (this.marks.getLast().millis() - this.marks.getFirst().millis()) / 1000.0;
	}

	private record Mark(long millis, long items, double operations) {

		Mark later(long by) {
			return new Mark(this.millis + by, this.items, this.operations);
		}

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
