package io.mtdnn.evaluation;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Metrics of tasks with one label per item: accuracy (MNLI, SWAG), F1 of the positive
 * class (MRPC) and Matthews correlation (CoLA). From 0 to 1, the correlation from -1 to
 * 1. In addition {@code always_same_accuracy}, the accuracy of giving every item the most
 * common label: a baseline that every model should beat.
 */
public final class ClassificationMetrics {

	static final String ALWAYS_SAME = "always_same_accuracy";

	private ClassificationMetrics() {
	}

	/**
	 * The metrics for a number of labels: {@code accuracy}, and for two labels {@code f1}
	 * of label 1 and {@code matthews_correlation} as well; {@code always_same_accuracy}
	 * for any number.
	 * @param labels number of labels
	 * @param expected right labels, at least one
	 * @param predicted predicted labels, same order
	 */
	public static Map<String, Double> of(int labels, int[] expected, int[] predicted) {
		Map<String, Double> metrics = new LinkedHashMap<>();
		metrics.put("accuracy", accuracy(expected, predicted));
		if (labels == 2) {
			metrics.put("f1", f1(expected, predicted, 1));
			metrics.put("matthews_correlation", matthewsCorrelation(expected, predicted));
		}
		metrics.put(ALWAYS_SAME, alwaysSame(expected));
		return metrics;
	}

	private static double alwaysSame(int[] expected) {
		Map<Integer, Long> counts = Arrays.stream(expected)
			.boxed()
			.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
		return (double) Collections.max(counts.values()) / expected.length;
	}

	/** Share of the items with the right label. */
	public static double accuracy(int[] expected, int[] predicted) {
		check(expected, predicted);
		int right = 0;
		for (int i = 0; i < expected.length; i++) {
			right += (expected[i] == predicted[i]) ? 1 : 0;
		}
		return (double) right / expected.length;
	}

	/**
	 * 2 TP / (2 TP + FP + FN) of one label; 0 when it is neither expected nor predicted.
	 */
	public static double f1(int[] expected, int[] predicted, int positive) {
		Confusion confusion = Confusion.of(expected, predicted, positive);
		double denominator = 2.0 * confusion.truePositives + confusion.falsePositives + confusion.falseNegatives;
		return (denominator == 0) ? 0 : 2.0 * confusion.truePositives / denominator;
	}

	/**
	 * (TP TN - FP FN) / sqrt((TP + FP)(TP + FN)(TN + FP)(TN + FN)) of label 1 (Matthews
	 * 1975); 0 if a factor is 0, for example if all predictions are equal.
	 */
	public static double matthewsCorrelation(int[] expected, int[] predicted) {
		Confusion confusion = Confusion.of(expected, predicted, 1);
		double tp = confusion.truePositives;
		double tn = confusion.trueNegatives;
		double fp = confusion.falsePositives;
		double fn = confusion.falseNegatives;
		double denominator = Math.sqrt((tp + fp) * (tp + fn)) * Math.sqrt((tn + fp) * (tn + fn));
		return (denominator == 0) ? 0 : (tp * tn - fp * fn) / denominator;
	}

	private static void check(int[] expected, int[] predicted) {
		if (expected.length == 0 || expected.length != predicted.length) {
			throw new IllegalArgumentException(predicted.length + " predictions for " + expected.length + " items");
		}
	}

	private record Confusion(int truePositives, int trueNegatives, int falsePositives, int falseNegatives) {

		static Confusion of(int[] expected, int[] predicted, int positive) {
			check(expected, predicted);
			int[] counts = new int[4];
			for (int i = 0; i < expected.length; i++) {
				counts[((expected[i] == positive) ? 2 : 0) + ((predicted[i] == positive) ? 1 : 0)]++;
			}
			return new Confusion(counts[3], counts[0], counts[1], counts[2]);
		}

	}

}
