package io.mtdnn.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The metrics as functions of the null threshold, computed from stored scores without the
 * model.
 *
 * @param points by increasing threshold, from no answers to an answer for every question
 * @param bestExact the best threshold for exact match
 * @param bestF1 the best threshold for F1
 */
public record ThresholdCurve(List<Point> points, BestThreshold bestExact, BestThreshold bestF1) {

	public ThresholdCurve {
		points = List.copyOf(points);
	}

	/**
	 * Computes the curve.
	 * @param scores the questions in the data set's order, at least one
	 * @param points approximate number of thresholds, spread evenly over the questions'
	 * null odds; 0 and the best ones are always included
	 */
	public static ThresholdCurve of(List<QuestionScore> scores, int points) {
		BestThreshold exact = BestThreshold.of(scores, QuestionScore::exact);
		BestThreshold f1 = BestThreshold.of(scores, QuestionScore::f1);
		TreeSet<Double> thresholds = thresholds(scores, points);
		thresholds.addAll(List.of(0.0, exact.threshold(), f1.threshold()));
		thresholds.removeIf((threshold) -> Double.isInfinite(threshold));
		return new ThresholdCurve(thresholds.stream().map((threshold) -> Point.of(scores, threshold)).toList(), exact,
				f1);
	}

	private static TreeSet<Double> thresholds(List<QuestionScore> scores, int points) {
		List<Double> odds = new ArrayList<>();
		scores.stream().map(QuestionScore::nullOdds).filter(Double::isFinite).sorted().forEach(odds::add);
		TreeSet<Double> thresholds = new TreeSet<>();
		if (!odds.isEmpty()) {
			thresholds.add(Math.nextDown(odds.get(0)));
			int steps = Math.max(1, Math.min(points, odds.size()) - 1);
			for (int i = 0; i <= steps; i++) {
				thresholds.add(odds.get((int) ((long) i * (odds.size() - 1) / steps)));
			}
		}
		return thresholds;
	}

	/**
	 * The metrics at one threshold, in percent.
	 *
	 * @param hasAnsExact exact match of the answerable questions, null when there are
	 * none
	 * @param hasAnsF1 F1 of the answerable questions, null when there are none
	 * @param noAns share of the unanswerable questions answered with "", null when there
	 * are none
	 * @param hasAnsAnswered share of the answerable questions that receive an answer,
	 * null if there are none
	 */
	public record Point(double threshold, double exact, double f1, @Nullable Double hasAnsExact,
			@Nullable Double hasAnsF1, @Nullable Double noAns, @Nullable Double hasAnsAnswered) {

		static Point of(List<QuestionScore> scores, double threshold) {
			Map<String, Double> metrics = SquadMetrics.at(scores, threshold);
			return new Point(threshold, Objects.requireNonNull(metrics.get("exact")),
					Objects.requireNonNull(metrics.get("f1")), metrics.get("HasAns_exact"), metrics.get("HasAns_f1"),
					metrics.get("NoAns_exact"), hasAnsAnswered(scores, threshold));
		}

		private static @Nullable Double hasAnsAnswered(List<QuestionScore> scores, double threshold) {
			List<QuestionScore> answerable = scores.stream().filter(QuestionScore::answerable).toList();
			long answered = answerable.stream().filter((score) -> score.answeredAt(threshold)).count();
			return answerable.isEmpty() ? null : Double.valueOf(100.0 * answered / answerable.size());
		}

	}

}
