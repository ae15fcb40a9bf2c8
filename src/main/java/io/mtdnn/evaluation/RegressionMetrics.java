package io.mtdnn.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.DoubleStream;

import org.apache.commons.statistics.ranking.NaturalRanking;

/**
 * Metrics of tasks that predict a number (STS-B): the correlations of Pearson and of
 * Spearman, from -1 to 1. Both are 0 if one side is constant, where they are not defined:
 * a constant prediction is a baseline that every model should beat.
 */
public final class RegressionMetrics {

	static final String PEARSON = "pearson";

	static final String SPEARMAN = "spearman";

	private RegressionMetrics() {
	}

	/**
	 * Both correlations by name.
	 * @param expected right values, at least one
	 * @param predicted predicted values, same order
	 */
	public static Map<String, Double> of(double[] expected, double[] predicted) {
		Map<String, Double> metrics = new LinkedHashMap<>();
		metrics.put(PEARSON, pearson(expected, predicted));
		metrics.put(SPEARMAN, spearman(expected, predicted));
		return metrics;
	}

	/** Covariance over the product of both standard deviations. */
	public static double pearson(double[] expected, double[] predicted) {
		if (expected.length != predicted.length || expected.length == 0) {
			throw new IllegalArgumentException(expected.length + " expected, " + predicted.length + " predicted");
		}
		if (constant(expected) || constant(predicted)) {
			return 0;
		}
		double expectedMean = DoubleStream.of(expected).average().orElseThrow();
		double predictedMean = DoubleStream.of(predicted).average().orElseThrow();
		double products = 0;
		double expectedSquares = 0;
		double predictedSquares = 0;
		for (int i = 0; i < expected.length; i++) {
			double a = expected[i] - expectedMean;
			double b = predicted[i] - predictedMean;
			products += a * b;
			expectedSquares += a * a;
			predictedSquares += b * b;
		}
		double deviations = Math.sqrt(expectedSquares) * Math.sqrt(predictedSquares);
		return (deviations > 0) ? products / deviations : 0;
	}

	/** Whether all values are equal; their rounded mean may differ from each of them. */
	private static boolean constant(double[] values) {
		return DoubleStream.of(values).allMatch((value) -> value == values[0]);
	}

	/** Pearson's correlation of the ranks; equal values share the mean of their ranks. */
	public static double spearman(double[] expected, double[] predicted) {
		NaturalRanking ranking = new NaturalRanking();
		return pearson(ranking.apply(expected), ranking.apply(predicted));
	}

}
