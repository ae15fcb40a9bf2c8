package io.mtdnn.training.cost;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Measures examples per second and estimates the remaining time from the last steps and
 * the current evaluation. Steps are weighted by their operations, because tasks and
 * lengths differ. Other work between steps is excluded.
 */
public final class Speedometer {

	/**
	 * Time of an evaluation relative to that of steps with the same number of operations.
	 * Its matrix products are faster and it saves nothing for a backward pass, but it
	 * also decodes and scores answers and writes the model.
	 */
	public static final double EVALUATION = 1.25;

	private static final int STEPS = 50;

	/** Number of steps after which, or time after which, measurements are reliable. */
	private static final int SETTLED_STEPS = 10;

	private static final double SETTLED_SECONDS = 20;

	private static final long REPORT_INTERVAL_MILLIS = 1000;

	private final Clock clock;

	private final Deque<Mark> marks = new ArrayDeque<>();

	private double perEvaluation = Double.NaN;

	private @Nullable Evaluation evaluation;

	private long reported;

	private long paused;

	public Speedometer(Clock clock) {
		this.clock = clock;
		start();
	}

	/** Starts measuring steps. */
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

	/** Marks the start of other work. */
	public void pause() {
		this.paused = this.clock.millis();
	}

	/** Marks the end of other work, whose time is not counted as that of steps. */
	public void resume() {
		long took = this.clock.millis() - this.paused;
		for (int i = this.marks.size(); i > 0; i--) {
			this.marks.addLast(this.marks.removeFirst().later(took));
		}
	}

	/**
	 * Marks the start of an evaluation.
	 * @param tokens number of tokens of the evaluation
	 */
	public void evaluates(long tokens) {
		pause();
		this.reported = this.clock.millis();
		this.evaluation = new Evaluation(this.reported, tokens, 0, 0);
	}

	/**
	 * Records that the evaluation starts its next batch.
	 * @param tokens number of tokens in the batch
	 * @return whether a second has passed since this method last returned true
	 */
	public boolean reads(int tokens) {
		this.evaluation = underWay().reads(tokens);
		if (this.clock.millis() - this.reported < REPORT_INTERVAL_MILLIS) {
			return false;
		}
		this.reported = this.clock.millis();
		return true;
	}

	/** Marks the end of the evaluation. */
	public void evaluated() {
		this.perEvaluation = (this.clock.millis() - underWay().start()) / 1000.0;
		this.evaluation = null;
		resume();
	}

	private Evaluation underWay() {
		return Objects.requireNonNull(this.evaluation, "no evaluation is running");
	}

	public double examplesPerSecond() {
		double seconds = seconds();
		return (seconds > 0) ? (this.marks.getLast().items() - this.marks.getFirst().items()) / seconds : 0;
	}

	/** Mean speed of the last steps; NaN before the first step. */
	public double operationsPerSecond() {
		return (this.marks.getLast().operations() - this.marks.getFirst().operations()) / seconds();
	}

	/** Whether {@link #operationsPerSecond} is a reliable estimate for other runs. */
	public boolean settled() {
		return this.marks.size() > SETTLED_STEPS || seconds() > SETTLED_SECONDS;
	}

	/**
	 * Estimates the remaining time, including that of the current evaluation.
	 * @param stepOperations operations of the remaining steps
	 * @param evaluationsLeft number of evaluations that have not started
	 * @param evaluationOperations operations of one evaluation, for an estimate before
	 * the first one
	 * @return seconds; NaN if steps remain and none has been measured
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
	 * An evaluation in progress.
	 *
	 * @param read tokens of the completed batches
	 * @param reading tokens of the current batch
	 */
	private record Evaluation(long start, long tokens, long read, int reading) {

		Evaluation reads(int next) {
			return new Evaluation(this.start, this.tokens, this.read + this.reading, next);
		}

		/**
		 * Estimated seconds of the whole evaluation, from its own speed after its first
		 * batch.
		 */
		double whole(double elapsed, double before) {
			return (this.read > 0) ? elapsed * this.tokens / this.read : before;
		}

	}

}
