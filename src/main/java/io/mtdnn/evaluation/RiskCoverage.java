package io.mtdnn.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The share of questions that receive an answer and the share of wrong answers among
 * them, as functions of the null threshold (El-Yaniv and Wiener, 2010). An answer is
 * wrong if it equals no gold answer; "" counts as no answer.
 *
 * @param points by increasing threshold
 */
public record RiskCoverage(List<Point> points) {

	public RiskCoverage {
		points = List.copyOf(points);
	}

	/**
	 * Computes the curve.
	 * @param questions at least one
	 * @param most approximate maximum number of points, spread evenly over the questions
	 */
	public static RiskCoverage of(List<JudgedQuestion> questions, int most) {
		List<Point> all = all(questions);
		List<Point> chosen = new ArrayList<>();
		int steps = Math.max(1, Math.min(most, all.size()) - 1);
		for (int i = 0; i <= steps && !all.isEmpty(); i++) {
			Point next = all.get((int) ((long) i * (all.size() - 1) / steps));
			if (chosen.isEmpty() || chosen.get(chosen.size() - 1).threshold() < next.threshold()) {
				chosen.add(next);
			}
		}
		return new RiskCoverage(chosen);
	}

	/** A point for each distinct value of the null odds; other thresholds add nothing. */
	static List<Point> all(List<JudgedQuestion> questions) {
		List<JudgedQuestion> byOdds = questions.stream()
			.filter(JudgedQuestion::hasSpan)
			.sorted(Comparator.comparingDouble((one) -> one.score().nullOdds()))
			.toList();
		List<Point> points = new ArrayList<>();
		int wrong = 0;
		for (int i = 0; i < byOdds.size(); i++) {
			wrong += byOdds.get(i).right() ? 0 : 1;
			double odds = byOdds.get(i).score().nullOdds();
			if (i + 1 == byOdds.size() || byOdds.get(i + 1).score().nullOdds() != odds) {
				points.add(new Point(odds, (i + 1.0) / questions.size(), i + 1, wrong));
			}
		}
		return points;
	}

	/** The point at a threshold. */
	static Point at(List<JudgedQuestion> questions, double threshold) {
		List<JudgedQuestion> answered = questions.stream()
			.filter((one) -> one.hasSpan() && one.score().nullOdds() <= threshold)
			.toList();
		int wrong = (int) answered.stream().filter((one) -> !one.right()).count();
		return new Point(threshold, (double) answered.size() / questions.size(), answered.size(), wrong);
	}

	/**
	 * A threshold with its coverage and risk.
	 *
	 * @param coverage share of the questions that get an answer
	 * @param answered their number
	 * @param wrong number of wrong answers
	 */
	public record Point(double threshold, double coverage, int answered, int wrong) {

		/** Share of the answers that are wrong; 0 if there are no answers. */
		public double risk() {
			return (this.answered == 0) ? 0 : (double) this.wrong / this.answered;
		}

	}

}
