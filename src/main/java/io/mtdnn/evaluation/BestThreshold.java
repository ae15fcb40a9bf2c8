package io.mtdnn.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A threshold on null odds with the score that it gives. A score tuned on the questions
 * it is reported for is optimistic.
 *
 * @param threshold null odds up to which answers are given
 * @param score percentage reached with it
 */
public record BestThreshold(double threshold, double score) {

	/**
	 * The lowest threshold with the best score that any threshold gives. Where answering
	 * nothing is best, it lies just below all null odds.
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
	 * questions are answered one by one by growing null odds. It reports the threshold 0
	 * where answering nothing is best, and may stop between questions of equal odds; at
	 * its threshold the metrics can differ from its score.
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

	/** Adding 0 makes -0.0 equal to 0.0, as it is for the official evaluator. */
	private static double odds(QuestionScore score) {
		return score.nullOdds() + 0.0;
	}

	private static double below(double lowest) {
		return Double.isFinite(lowest) ? Math.nextDown(lowest) : 0;
	}

	private static double unanswerable(List<QuestionScore> scores) {
		return scores.stream().filter((score) -> !score.answerable()).count();
	}

	/** What answering adds to the score of not answering. */
	private static double gain(QuestionScore score, ToDoubleFunction<QuestionScore> value) {
		if (score.answerable()) {
			return value.applyAsDouble(score);
		}
		return score.answered() ? -1 : 0;
	}

}
