package io.mtdnn.training.schedule;

import java.util.Arrays;

import io.mtdnn.plan.ExhaustionPolicy;

/**
 * Weighted stochastic batch selection (Algorithm 1 of the paper) as a pure function of
 * the seed: which task each step draws, and which of its batches. An epoch ends when the
 * leading task's batches are used up. Draws depend on the seed and the step alone, so
 * that a resumed run replays them instead of storing them.
 */
public final class BatchSchedule {

	private static final long DRAW = 1;

	private final double[] weights;

	private final int[] batches;

	private final int lead;

	private final int epochs;

	private final ExhaustionPolicy policy;

	private final long seed;

	private final int[] popped;

	private final int[] passes;

	private int step;

	private int epoch = 1;

	/**
	 * @param weights per task, summing to 1
	 * @param batches per task, batches in one pass
	 * @param lead index of the leading task
	 */
	BatchSchedule(double[] weights, int[] batches, int lead, int epochs, ExhaustionPolicy policy, long seed) {
		this.weights = weights.clone();
		this.batches = batches.clone();
		this.lead = lead;
		this.epochs = epochs;
		this.policy = policy;
		this.seed = seed;
		this.popped = new int[weights.length];
		this.passes = new int[weights.length];
	}

	/** Steps of the whole run by task, counted by playing it through. */
	public static int[] draws(BatchSchedule fresh) {
		int[] draws = new int[fresh.weights.length];
		for (Draw draw = fresh.next(); draw != null; draw = fresh.next()) {
			draws[draw.task()]++;
		}
		return draws;
	}

	/** The next step, or null when the last epoch is over. */
	public Draw next() {
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
		for (int task = 0; task < this.weights.length; task++) {
			if (task == this.lead || this.policy == ExhaustionPolicy.DROP_AND_RENORMALISE) {
				this.popped[task] = 0;
				this.passes[task]++;
			}
		}
	}

	private int drawTask() {
		double total = 0;
		for (int task = 0; task < this.weights.length; task++) {
			total += open(task) ? this.weights[task] : 0;
		}
		double point = SplitMix.of(this.seed, DRAW, this.step).nextDouble() * total;
		int last = this.lead;
		for (int task = 0; task < this.weights.length; task++) {
			if (open(task)) {
				last = task;
				point -= this.weights[task];
				if (point < 0) {
					return task;
				}
			}
		}
		return last;
	}

	private boolean open(int task) {
		return this.policy == ExhaustionPolicy.CYCLE || this.popped[task] < this.batches[task];
	}

	@Override
	public String toString() {
		return "step " + this.step + ", epoch " + this.epoch + ", popped " + Arrays.toString(this.popped);
	}

	/**
	 * One step.
	 *
	 * @param step 1-based
	 * @param epoch 1-based
	 * @param task index of the task
	 * @param pass 0-based pass over the task's items; each has its own shuffle
	 * @param batch 0-based batch within the pass
	 * @param endsEpoch whether the epoch is over after this step
	 */
	public record Draw(int step, int epoch, int task, int pass, int batch, boolean endsEpoch) {

	}

}
