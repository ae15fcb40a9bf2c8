package io.mtdnn.experiments.analysis;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

import io.mtdnn.evaluation.statistics.Difference;
import io.mtdnn.evaluation.statistics.Power;
import io.mtdnn.experiments.analysis.Analysis.ArmAnalysis;
import io.mtdnn.experiments.analysis.Analysis.ArmDifference;
import io.mtdnn.experiments.analysis.Analysis.BestArm;
import io.mtdnn.experiments.scores.RunScores;
import org.jspecify.annotations.Nullable;

/** States in one sentence the conclusion that the data support. */
final class StudySentence {

	private static final int MOST_SEEDS = 50;

	private StudySentence() {
	}

	static String of(List<ArmAnalysis> arms, @Nullable BestArm best, ScoreKind kind, @Nullable RunScores any,
			double level, int looks) {
		if (any == null) {
			return "No run has finished.";
		}
		if (best == null) {
			return "Too few arms have finished for a comparison.";
		}
		ArmAnalysis arm = arms.stream().filter((one) -> one.label().equals(best.label())).findFirst().orElseThrow();
		String interval = Analysis.percent(level) + " interval";
		String chosen = chosen(best, any.metric(), interval);
		if (arm.baseline()) {
			return "The baseline is best: no other arm scores higher than '" + arm.label() + "'." + chosen;
		}
		ArmDifference difference = arm.mainDifference();
		if (difference == null) {
			return "'" + arm.label()
					+ "' is best; without a baseline, or with other questions, its gain cannot be tested." + chosen;
		}
		return String.format(Locale.ROOT, "'%s' is best: %s %s %s the baseline with %s%s", arm.label(),
				number(Math.abs(difference.estimate())), any.metric(), (difference.estimate() < 0) ? "below" : "above",
				kind.description(), interval(difference, arm, interval, looks)) + chosen;
	}

	private static String interval(ArmDifference difference, ArmAnalysis arm, String interval, int looks) {
		if (difference.low() == null || difference.high() == null) {
			return ". One seed and one article do not show whether that is more than chance.";
		}
		boolean shown = difference.adjusted() != null && difference.adjusted() < 0.05;
		return String.format(Locale.ROOT, " (%s %s to %s, p = %s corrected for all arms%s, %d seeds). %s", interval,
				number(difference.low()), number(difference.high()), pValue(difference.adjusted()),
				(looks > 1) ? " and " + looks + " planned looks" : "", arm.seeds(),
				shown ? "That is more than chance." : "No difference is shown.")
				+ (difference.withoutSeeds() ? " Other seeds were not considered." : "");
	}

	private static String chosen(BestArm best, String metric, String interval) {
		if (best.second() == null) {
			return " It was chosen on the development set, so its score there is optimistic.";
		}
		String second = String.format(Locale.ROOT,
				" It was chosen on one half of the development set; on the other half it reaches %s %s",
				number(best.second()), metric);
		ArmDifference difference = best.difference();
		if (difference == null || difference.low() == null || difference.high() == null) {
			return second + ".";
		}
		return second + String.format(Locale.ROOT, ", %s %s the baseline (%s %s to %s).",
				number(Math.abs(difference.estimate())), (difference.estimate() < 0) ? "below" : "above", interval,
				number(difference.low()), number(difference.high()));
	}

	static String power(Difference difference) {
		Power power = difference.power();
		int seeds = Math.max(2, Math.min(difference.seeds(), difference.baselineSeeds()));
		double shown = power.detectable(seeds);
		String now = seeds + " seeds show a difference of " + number(shown) + " points (with probability 80 %, at 5 %)";
		double wanted = Math.max(Math.abs(difference.estimate()), shown / 2);
		OptionalInt needed = power.seedsFor(wanted, MOST_SEEDS);
		if (needed.isPresent()) {
			return now + "; " + needed.getAsInt() + " would show " + number(wanted) + ".";
		}
		return now + "; the articles differ so much that no number of seeds up to " + MOST_SEEDS + " would show "
				+ number(wanted) + " (the limit is " + number(power.detectable(MOST_SEEDS)) + ").";
	}

	private static String number(double value) {
		return String.format(Locale.ROOT, "%.2f", value);
	}

	private static String pValue(@Nullable Double value) {
		return (value == null) ? "unknown"
				: (value < 0.001) ? "under 0.001" : String.format(Locale.ROOT, "%.3f", value);
	}

}
