package io.mtdnn.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A threshold on null odds with the score at it. A score tuned on the same questions for
 * which it is reported is optimistic.
 *
 * @param threshold null odds up to which answers are given
 * @param score score at this threshold, percent
 */
public record BestThreshold(double threshold, double score) {

	/**
	 * The lowest threshold with the best possible score. If always answering "" is best,
	 * it is just below all null odds.
	 * @param scores the questions, at least one
	 * @param value exact match or F1 of an answered question
	 */
	public static BestThreshold of(List<QuestionScore> scores, ToDoubleFunction<QuestionScore> value) {
		List<QuestionScore> byOdds = byOdds(scores);
		double current = unanswerable(scores);
		double best = current;
		double threshold = below(odds(byOdds.get(0)));
		for (int i = 0; i < byOdds.size() && Double.isFinite(odds(byOdds.get(i))); i++) {
			current += gain(byOdds.get(i), value);
			// no threshold lies between questions of equal odds
			boolean last = i + 1 == byOdds.size() || odds(byOdds.get(i + 1)) != odds(byOdds.get(i));
			if (last && current > best) {
				best = current;
				threshold = byOdds.get(i).nullOdds();
			}
		}
		return new BestThreshold(threshold, SquadMetrics.percentageAt(scores, threshold, value));
	}

	/**
	 * The official evaluator's search, to the last digit: from "all answers empty" on,
	 * questions are answered one by one in the order of increasing null odds. It reports
	 * the threshold 0 if always answering "" is best, and may stop between questions of
	 * equal odds; at its threshold the metrics can differ from its score.
	 * @param scores the questions in the data set's order, which decides between equal
	 * null odds; at least one
	 * @param value exact match or F1 of an answered question
	 */
	static BestThreshold official(List<QuestionScore> scores, ToDoubleFunction<QuestionScore> value) {
		double current = unanswerable(scores);
		double best = current;
		double threshold = 0;
		for (QuestionScore score : byOdds(scores)) {
			current += gain(score, value);
			if (current > best) {
				best = current;
				threshold = score.nullOdds();
			}
		}
		return new BestThreshold(threshold, 100.0 * best / scores.size());
	}

	private static List<QuestionScore> byOdds(List<QuestionScore> scores) {
		return scores.stream().sorted(Comparator.comparingDouble(BestThreshold::odds)).toList();
	}

	/** Adds 0, so that -0.0 equals 0.0 as in the official evaluator. */
	private static double odds(QuestionScore score) {
		return score.nullOdds() + 0.0;
	}

	private static double below(double lowest) {
		return Double.isFinite(lowest) ? Math.nextDown(lowest) : 0;
	}

	private static double unanswerable(List<QuestionScore> scores) {
		return scores.stream().filter((score) -> !score.answerable()).count();
	}

	/** The change in score when the question is answered. */
	private static double gain(QuestionScore score, ToDoubleFunction<QuestionScore> value) {
		if (score.answerable()) {
			return value.applyAsDouble(score);
		}
		return score.answered() ? -1 : 0;
	}

}
