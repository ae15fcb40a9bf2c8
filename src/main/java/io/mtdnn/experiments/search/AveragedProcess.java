package io.mtdnn.experiments.search;

import java.util.ArrayList;
import java.util.List;

import io.mtdnn.experiments.search.GaussianProcess.Prediction;

/**
 * The average of Gaussian processes with the lengths and noises of a grid, each weighted
 * by its likelihood. Few scores do not determine length and noise; the most likely pair
 * alone would be too certain of them.
 */
final class AveragedProcess {

	private static final double[] LENGTHS = { 1.5, 1.0, 0.7, 0.5, 0.35, 0.25, 0.18, 0.12 };

	/** Variance of a run's noise as a share of the process' variance. */
	private static final double[] NOISES = { 10, 3, 1, 0.3, 0.1, 0.03, 0.01, 0.003 };

	/** Likelihood in relation to the largest below which a process is left out. */
	private static final double NEGLIGIBLE = 0.001;

	private final List<GaussianProcess> processes;

	/** The processes' weights, which sum to 1. */
	private final double[] weights;

	private AveragedProcess(List<GaussianProcess> processes, double[] weights) {
		this.processes = processes;
		this.weights = weights;
	}

	/**
	 * Fits the processes to scores.
	 * @param points one or more different points
	 * @param scores the scores of each point's runs, one or more
	 */
	static AveragedProcess fit(List<double[]> points, List<double[]> scores) {
		List<GaussianProcess> processes = new ArrayList<>();
		for (double length : LENGTHS) {
			for (double noise : NOISES) {
				processes.add(GaussianProcess.of(points, scores, length, noise));
			}
		}
		double most = processes.stream().mapToDouble(GaussianProcess::likelihood).max().orElseThrow();
		processes.removeIf((process) -> share(process, most) < NEGLIGIBLE);
		double sum = processes.stream().mapToDouble((process) -> share(process, most)).sum();
		return new AveragedProcess(List.copyOf(processes),
				processes.stream().mapToDouble((process) -> share(process, most) / sum).toArray());
	}

	private static double share(GaussianProcess process, double most) {
		return Math.exp(process.likelihood() - most);
	}

	/** The average if a point were to score as expected; the weights stay. */
	AveragedProcess believing(double[] point) {
		return new AveragedProcess(this.processes.stream().map((process) -> process.believing(point)).toList(),
				this.weights);
	}

	/** The expected score of a point, without the noise of its runs. */
	Prediction at(double[] point) {
		double mean = 0;
		double squares = 0;
		for (int i = 0; i < this.weights.length; i++) {
			Prediction one = this.processes.get(i).at(point);
			mean += this.weights[i] * one.mean();
			squares += this.weights[i] * (one.deviation() * one.deviation() + one.mean() * one.mean());
		}
		return new Prediction(mean, Math.sqrt(Math.max(0, squares - mean * mean)));
	}

	/** How much better than a score a point is expected to be. */
	double improvement(double[] point, double best) {
		double sum = 0;
		for (int i = 0; i < this.weights.length; i++) {
			sum += this.weights[i] * ExpectedImprovement.of(this.processes.get(i).at(point), best);
		}
		return sum;
	}

	/** Standard deviation of a run's score around that of its point. */
	double runDeviation() {
		double sum = 0;
		for (int i = 0; i < this.weights.length; i++) {
			sum += this.weights[i] * this.processes.get(i).runVariance();
		}
		return Math.sqrt(sum);
	}

}
