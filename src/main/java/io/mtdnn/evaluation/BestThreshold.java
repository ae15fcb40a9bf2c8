package io.mtdnn.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The threshold on null odds that would have given the best score, as the official evaluator searches it: from "all
 * answers empty" on, questions are answered one by one by growing null odds. A score tuned on the questions it is
 * reported for is optimistic.
 *
 * @param threshold null odds up to which answers are given; 0 when answering nothing is best
 * @param score percentage reached with it
 */
public record BestThreshold(double threshold, double score) {

	/**
	 * Searches the threshold.
	 * @param scores the questions in the data set's order, which decides between equal null odds; at least one
	 * @param value exact match or F1 of an answered question
	 */
	public static BestThreshold of(List<QuestionScore> scores, ToDoubleFunction<QuestionScore> value) {
		List<QuestionScore> byOdds = new ArrayList<>(scores);
		// adding 0 makes -0.0 equal to 0.0, as it is for the official evaluator
		byOdds.sort(Comparator.comparingDouble((score) -> score.nullOdds() + 0.0));
		double current = scores.stream().filter((score) -> !score.answerable()).count();
		double best = current;
		double threshold = 0;
		for (QuestionScore score : byOdds) {
			current += gain(score, value);
			if (current > best) {
				best = current;
				threshold = score.nullOdds();
			}
		}
		return new BestThreshold(threshold, 100.0 * best / scores.size());
	}

	/** What answering adds to the score of not answering. */
	private static double gain(QuestionScore score, ToDoubleFunction<QuestionScore> value) {
		if (score.answerable()) {
			return value.applyAsDouble(score);
		}
		return score.answered() ? -1 : 0;
	}

}
