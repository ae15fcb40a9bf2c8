package io.mtdnn.experiments.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Gaussian process with an unknown constant mean, Matérn's covariance (5/2), and
 * independent noise of each run. Its variance is inverse gamma with shape 1 and scale 0.5
 * points² before any run, so that equal scores do not make it certain.
 */
final class GaussianProcess {

	private static final double PRIOR_SHAPE = 1;

	private static final double PRIOR_SCALE = 0.5;

	private final List<double[]> points;

	private final double[] means;

	private final int[] counts;

	private final double length;

	private final double noise;

	private final Cholesky covariance;

	private final double[] ones;

	private final double precision;

	private final double mean;

	private final double[] residuals;

	private final double variance;

	private final double likelihood;

	/**
	 * A process with these parameters.
	 * @param within sum of squared distances of runs to their point's mean
	 * @param known the process' variance; estimated if NaN
	 */
	private GaussianProcess(List<double[]> points, double[] means, int[] counts, double length, double noise,
			double within, double known) {
		this.points = points;
		this.means = means;
		this.counts = counts;
		this.length = length;
		this.noise = noise;
		int size = means.length;
		double[][] matrix = new double[size][];
		for (int i = 0; i < size; i++) {
			matrix[i] = correlations(points.get(i));
			matrix[i][i] += noise / counts[i];
		}
		this.covariance = Cholesky.of(matrix);
		double[] one = new double[size];
		Arrays.fill(one, 1);
		this.ones = this.covariance.solve(one);
		this.precision = Arrays.stream(this.ones).sum();
		this.mean = product(this.ones, means) / this.precision;
		double[] centred = Arrays.stream(means).map((value) -> value - this.mean).toArray();
		this.residuals = this.covariance.solve(centred);
		int runs = Arrays.stream(counts).sum();
		double squares = product(centred, this.residuals) + within / noise;
		double freedom = 2 * PRIOR_SHAPE + runs - 1;
		this.variance = Double.isNaN(known) ? (2 * PRIOR_SCALE + squares) / freedom : known;
		this.likelihood = -(freedom * Math.log(this.variance) + this.covariance.logDeterminant()
				+ Math.log(this.precision) + (runs - size) * Math.log(noise)) / 2;
	}

	/**
	 * The process with a length and a noise, the other parameters estimated.
	 * @param points one or more different points
	 * @param scores the scores of each point's runs, one or more
	 * @param noise variance of a run's noise as a share of the process' variance
	 */
	static GaussianProcess of(List<double[]> points, List<double[]> scores, double length, double noise) {
		double[] means = scores.stream().mapToDouble((runs) -> Arrays.stream(runs).average().orElseThrow()).toArray();
		double within = 0;
		for (int i = 0; i < means.length; i++) {
			double mean = means[i];
			within += Arrays.stream(scores.get(i)).map((score) -> (score - mean) * (score - mean)).sum();
		}
		return new GaussianProcess(List.copyOf(points), means,
				scores.stream().mapToInt((runs) -> runs.length).toArray(), length, noise, within, Double.NaN);
	}

	/**
	 * The process if a point were to score as expected: means stay, and uncertainty near
	 * the point shrinks.
	 */
	GaussianProcess believing(double[] point) {
		List<double[]> more = new ArrayList<>(this.points);
		more.add(point);
		double[] believed = Arrays.copyOf(this.means, this.means.length + 1);
		believed[this.means.length] = at(point).mean();
		int[] runs = Arrays.copyOf(this.counts, this.counts.length + 1);
		runs[this.counts.length] = Arrays.stream(this.counts).max().orElseThrow();
		return new GaussianProcess(more, believed, runs, this.length, this.noise, 0, this.variance);
	}

	/** The expected score of a point, without the noise of its runs. */
	Prediction at(double[] point) {
		double[] correlations = correlations(point);
		double[] solved = this.covariance.solve(correlations);
		double unexplained = 1 - Arrays.stream(solved).sum();
		double left = 1 - product(correlations, solved) + unexplained * unexplained / this.precision;
		return new Prediction(this.mean + product(correlations, this.residuals),
				Math.sqrt(this.variance * Math.max(0, left)));
	}

	/** Variance of a run's score around that of its point. */
	double runVariance() {
		return this.noise * this.variance;
	}

	/**
	 * Logarithm of the restricted likelihood of all runs, each counted by itself, less a
	 * constant that length and noise do not change.
	 */
	double likelihood() {
		return this.likelihood;
	}

	private double[] correlations(double[] point) {
		return this.points.stream().mapToDouble((other) -> correlation(point, other)).toArray();
	}

	private double correlation(double[] a, double[] b) {
		double squares = 0;
		for (int i = 0; i < a.length; i++) {
			squares += (a[i] - b[i]) * (a[i] - b[i]);
		}
		double scaled = Math.sqrt(5 * squares) / this.length;
		return (1 + scaled + scaled * scaled / 3) * Math.exp(-scaled);
	}

	private static double product(double[] a, double[] b) {
		double sum = 0;
		for (int i = 0; i < a.length; i++) {
			sum += a[i] * b[i];
		}
		return sum;
	}

	/**
	 * What a process expects of a point.
	 *
	 * @param mean expected score
	 * @param deviation standard deviation of the expectation
	 */
	record Prediction(double mean, double deviation) {

	}

}
