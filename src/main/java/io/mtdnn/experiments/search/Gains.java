package io.mtdnn.experiments.search;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What is known of the gains of several tasks, in points. A run's gain is normal around
 * that of its task, with a variance that all tasks share. Given the variance, the gain of
 * a task is normal around 0 with four times the variance of a run before any run; the
 * variance is inverse gamma with shape 1 and scale 0.5. Both are conjugate, so the
 * posterior is exact.
 */
public final class Gains {

	/** How many runs without a gain the prior of a task counts as. */
	private static final double PRIOR_RUNS = 0.25;

	private static final double PRIOR_SHAPE = 1;

	private static final double PRIOR_SCALE = 0.5;

	private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

	/** Draws for each of the equally probable values of the variance. */
	private static final int DRAWS = 200;

	private static final int VARIANCES = 20;

	private final double[] means;

	private final double[] weights;

	private final double shape;

	private final double scale;

	private Gains(double[] means, double[] weights, double shape, double scale) {
		this.means = means;
		this.weights = weights;
		this.shape = shape;
		this.scale = scale;
	}

	/** The posterior after the gains of each task's runs, which may be none. */
	public static Gains of(List<double[]> gains) {
		double[] means = new double[gains.size()];
		double[] weights = new double[gains.size()];
		double shape = PRIOR_SHAPE;
		double scale = PRIOR_SCALE;
		for (int task = 0; task < means.length; task++) {
			double sum = Arrays.stream(gains.get(task)).sum();
			double squares = Arrays.stream(gains.get(task)).map((gain) -> gain * gain).sum();
			weights[task] = PRIOR_RUNS + gains.get(task).length;
			means[task] = sum / weights[task];
			shape += gains.get(task).length / 2.0;
			scale += (squares - sum * sum / weights[task]) / 2;
		}
		return new Gains(means, weights, shape, scale);
	}

	/**
	 * The task whose gain is largest in a draw from the posterior.
	 * @param allowed tasks that may be drawn, at least one
	 */
	public int draw(long seed, IntPredicate allowed) {
		SplittableRandom random = new SplittableRandom(seed);
		return largest(random, variance(random.nextDouble(Double.MIN_NORMAL, 1)), allowed);
	}

	private double variance(double probability) {
		return this.scale / GammaDistribution.of(this.shape, 1).inverseCumulativeProbability(probability);
	}

	private int largest(SplittableRandom random, double variance, IntPredicate allowed) {
		int best = -1;
		double most = Double.NEGATIVE_INFINITY;
		for (int task = 0; task < this.means.length; task++) {
			double draw = NORMAL.inverseCumulativeProbability(random.nextDouble(Double.MIN_NORMAL, 1));
			double gain = this.means[task] + Math.sqrt(variance / this.weights[task]) * draw;
			if (allowed.test(task) && gain > most) {
				best = task;
				most = gain;
			}
		}
		return best;
	}

	/** A task's gain. */
	public Estimate gain(int task) {
		double half = deviation(task) * TDistribution.of(2 * this.shape).inverseCumulativeProbability(0.975);
		return new Estimate(this.means[task], this.means[task] - half, this.means[task] + half);
	}

	/** The probability that a task has a gain above 0. */
	public double helps(int task) {
		return TDistribution.of(2 * this.shape).cumulativeProbability(this.means[task] / deviation(task));
	}

	private double deviation(int task) {
		return Math.sqrt(this.scale / this.shape / this.weights[task]);
	}

	/** The probability of each task to have the largest gain. */
	public double[] best() {
		SplittableRandom random = new SplittableRandom(0);
		double[] best = new double[this.means.length];
		for (int i = 0; i < VARIANCES; i++) {
			double variance = variance((i + 0.5) / VARIANCES);
			for (int draw = 0; draw < DRAWS; draw++) {
				best[largest(random, variance, (task) -> true)] += 1.0 / (VARIANCES * DRAWS);
			}
		}
		return best;
	}

}
