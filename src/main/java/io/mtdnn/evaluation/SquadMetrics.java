package io.mtdnn.evaluation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Computes the metrics of SQuAD 2.0, equal to the output of the official {@code
 * evaluate-v2.0.py} for the best non-null predictions with null odds as
 * {@code --na-prob-file} and the threshold as {@code --na-prob-thresh} (to the last digit
 * for Python up to 3.11; since 3.12 Python's {@code sum} rounds differently). Percentages
 * of the questions, in the official order: {@code exact}, {@code f1}, {@code total}, the
 * same with {@code HasAns_} and {@code
 * NoAns_} if there are such questions, {@code best_exact}, {@code best_exact_thresh},
 * {@code
 * best_f1}, {@code best_f1_thresh}.
 */
public final class SquadMetrics {

	private SquadMetrics() {
	}

	/** Scores predictions, in their order. */
	public static List<QuestionScore> score(Collection<SquadPrediction> predictions) {
		return predictions.stream().map(QuestionScore::of).toList();
	}

	/**
	 * All official metrics.
	 * @param scores the questions in the data set's order, at least one
	 * @param threshold answers with larger null odds count as ""; BERT reports results
	 * for 0
	 */
	public static Map<String, Double> of(List<QuestionScore> scores, double threshold) {
		Map<String, Double> metrics = at(scores, threshold);
		BestThreshold exact = BestThreshold.official(scores, QuestionScore::exact);
		BestThreshold f1 = BestThreshold.official(scores, QuestionScore::f1);
		metrics.put("best_exact", exact.score());
		metrics.put("best_exact_thresh", exact.threshold());
		metrics.put("best_f1", f1.score());
		metrics.put("best_f1_thresh", f1.threshold());
		return metrics;
	}

	/**
	 * The metrics at one threshold, without the search for the best. Positive infinity
	 * scores every non-null answer, so that {@code HasAns_f1} measures the quality of the
	 * spans alone.
	 */
	public static Map<String, Double> at(List<QuestionScore> scores, double threshold) {
		Map<String, Double> metrics = new LinkedHashMap<>();
		add(metrics, "", scores, threshold);
		add(metrics, "HasAns_", select(scores, QuestionScore::answerable), threshold);
		add(metrics, "NoAns_", select(scores, (score) -> !score.answerable()), threshold);
		return metrics;
	}

	/**
	 * The metrics of a program that always answers "": a baseline that every model should
	 * beat.
	 */
	public static Map<String, Double> alwaysEmpty(List<QuestionScore> scores) {
		return at(scores, Double.NEGATIVE_INFINITY);
	}

	private static List<QuestionScore> select(List<QuestionScore> scores, Predicate<QuestionScore> which) {
		return scores.stream().filter(which).toList();
	}

	private static void add(Map<String, Double> metrics, String prefix, List<QuestionScore> scores, double threshold) {
		if (scores.isEmpty()) {
			return;
		}
		metrics.put(prefix + "exact", percentage(scores, (score) -> score.exactAt(threshold)));
		metrics.put(prefix + "f1", percentage(scores, (score) -> score.f1At(threshold)));
		metrics.put(prefix + "total", (double) scores.size());
	}

	/**
	 * The percentage for exact match or F1 at a threshold, as in {@link #at}.
	 */
	static double percentageAt(List<QuestionScore> scores, double threshold, ToDoubleFunction<QuestionScore> value) {
		return percentage(scores, (score) -> score.at(threshold, value));
	}

	/**
	 * Computes a plain sum in order, because {@code DoubleStream.sum} compensates
	 * rounding errors and would differ in the last digit.
	 */
	private static double percentage(List<QuestionScore> scores, ToDoubleFunction<QuestionScore> value) {
		double sum = 0;
		for (QuestionScore score : scores) {
			sum += value.applyAsDouble(score);
		}
		return 100.0 * sum / scores.size();
	}

}
