package io.mtdnn.training.schedule;

import java.util.Arrays;
import java.util.Objects;

import io.mtdnn.plan.ExhaustionPolicy;
import io.mtdnn.plan.SamplingPolicy;
import io.mtdnn.plan.TrainingPlan;
import org.jspecify.annotations.Nullable;

/**
 * Weighted stochastic batch selection (Algorithm 1 of the paper) as a pure function of
 * the seed. It determines which task each step draws, and which of its batches. An epoch
 * ends when the leading task's batches are used up. Draws depend only on the seed and the
 * step, so that a resumed run replays them instead of storing them.
 */
public final class BatchSchedule {

	private static final long DRAW = 1;

	private final TaskMixture mixture;

	private final int[] batches;

	private final int lead;

	private final int epochs;

	private final ExhaustionPolicy policy;

	private final long seed;

	private final int[] popped;

	private final int[] passes;

	private final double[] expected;

	private int step;

	private int epoch = 1;

	/**
	 * @param mixture the probabilities of the tasks
	 * @param batches number of batches in one pass, per task
	 * @param lead index of the leading task
	 */
	BatchSchedule(TaskMixture mixture, int[] batches, int lead, int epochs, ExhaustionPolicy policy, long seed) {
		this.mixture = mixture;
		this.batches = batches.clone();
		this.lead = lead;
		this.epochs = epochs;
		this.policy = policy;
		this.seed = seed;
		this.popped = new int[batches.length];
		this.passes = new int[batches.length];
		this.expected = new double[batches.length];
	}

	/** Simulates a schedule from its start. */
	public static Mix play(BatchSchedule fresh) {
		int[] draws = new int[fresh.batches.length];
		int firstEpoch = 0;
		for (Draw draw = fresh.next(); draw != null; draw = fresh.next()) {
			draws[draw.task()]++;
			firstEpoch += (draw.epoch() == 1) ? 1 : 0;
		}
		return new Mix(draws, fresh.shares(), firstEpoch);
	}

	/** The mean probability of each task over the steps so far. */
	private double[] shares() {
		return Arrays.stream(this.expected).map((sum) -> sum / this.step).toArray();
	}

	/** The next step, or null after the last epoch. */
	public @Nullable Draw next() {
		if (this.epoch > this.epochs) {
			return null;
		}
		this.step++;
		int task = drawTask();
		if (this.popped[task] == this.batches[task]) {
			this.popped[task] = 0;
			this.passes[task]++;
		}
		int batch = this.popped[task]++;
		boolean endsEpoch = task == this.lead && this.popped[task] == this.batches[task];
		Draw draw = new Draw(this.step, this.epoch, task, this.passes[task], batch, endsEpoch);
		if (endsEpoch) {
			startEpoch();
		}
		return draw;
	}

	private void startEpoch() {
		this.epoch++;
		for (int task = 0; task < this.batches.length; task++) {
			if (task == this.lead || this.policy == ExhaustionPolicy.DROP_AND_RENORMALISE) {
				this.popped[task] = 0;
				this.passes[task]++;
			}
		}
	}

	private int drawTask() {
		double[] weights = this.mixture.weights(progress());
		double total = 0;
		for (int task = 0; task < weights.length; task++) {
			total += open(task) ? weights[task] : 0;
		}
		expect(weights, total);
		double point = SplitMix.of(this.seed, DRAW, this.step).nextDouble() * total;
		int last = this.lead;
		for (int task = 0; task < weights.length; task++) {
			if (open(task)) {
				last = task;
				point -= weights[task];
				if (point < 0) {
					return task;
				}
			}
		}
		return last;
	}

	private void expect(double[] weights, double total) {
		for (int task = 0; task < weights.length; task++) {
			this.expected[task] += open(task) ? weights[task] / total : 0;
		}
	}

	/** Completed share of the leading task's batches in the whole run. */
	private double progress() {
		double batches = this.batches[this.lead];
		return ((this.epoch - 1) * batches + this.popped[this.lead]) / (this.epochs * batches);
	}

	private boolean open(int task) {
		return this.policy == ExhaustionPolicy.CYCLE || this.popped[task] < this.batches[task];
	}

	@Override
	public String toString() {
		return "step " + this.step + ", epoch " + this.epoch + ", popped " + Arrays.toString(this.popped);
	}

	/**
	 * The mixing of tasks in a whole run.
	 *
	 * @param draws number of steps that draw each task
	 * @param shares mean probability of drawing each task
	 * @param firstEpoch number of steps in the first epoch
	 */
	public record Mix(int[] draws, double[] shares, int firstEpoch) {

		/**
		 * The probability of drawing a task according to its plan; the mean over the run
		 * if it changes or depends on the sizes.
		 */
		public double share(TrainingPlan plan, int task) {
			return (plan.samplingPolicy() == SamplingPolicy.FIXED)
					? Objects.requireNonNull(plan.tasks().get(task).weight()) : this.shares[task];
		}

	}

	/**
	 * One step.
	 *
	 * @param step 1-based
	 * @param epoch 1-based
	 * @param task index of the task
	 * @param pass 0-based pass over the task's items; each pass has its own order
	 * @param batch 0-based batch within the pass
	 * @param endsEpoch whether this step ends the epoch
	 */
	public record Draw(int step, int epoch, int task, int pass, int batch, boolean endsEpoch) {

	}

}
