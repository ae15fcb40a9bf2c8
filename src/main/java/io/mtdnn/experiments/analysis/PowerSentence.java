package io.mtdnn.experiments.analysis;

import java.util.OptionalInt;

import io.mtdnn.evaluation.statistics.Difference;
import io.mtdnn.evaluation.statistics.Power;

import static io.mtdnn.experiments.wording.Wording.number;

/** States how many seeds would show how much. */
final class PowerSentence {

	private static final int MOST_SEEDS = 50;

	private PowerSentence() {
	}

	/** What the seeds of an experiment show, and what more of them would show. */
	static String of(Difference difference) {
		Power power = difference.power();
		int seeds = Math.max(2, Math.min(difference.seeds(), difference.baselineSeeds()));
		double shown = power.detectable(seeds);
		double wanted = Math.max(Math.abs(difference.estimate()), shown / 2);
		String now = seeds + " seeds show a difference of " + number(shown)
				+ " points (with probability 80 %, at 5 %); ";
		OptionalInt needed = power.seedsFor(wanted, MOST_SEEDS);
		if (needed.isPresent()) {
			return now + needed.getAsInt() + " would show " + number(wanted) + ".";
		}
		return now + "the articles differ so much that no number of seeds up to " + MOST_SEEDS + " would show "
				+ number(wanted) + " (the limit is " + number(power.detectable(MOST_SEEDS)) + ").";
	}

	/**
	 * The seeds that would show a difference as large as the observed one.
	 * @param significance level of the test, corrected for the number of arms and looks
	 */
	static String ofObserved(Difference difference, double significance) {
		if (!(difference.standardError() > 0)) {
			return "All runs are alike, so they do not show how many seeds a difference needs.";
		}
		Power power = difference.power();
		OptionalInt needed = power.seedsFor(difference.estimate(), MOST_SEEDS, significance);
		if (needed.isPresent()) {
			return needed.getAsInt() + " seeds would show a difference of that size (with probability 80 %).";
		}
		return "Up to " + MOST_SEEDS + " seeds would not show so small a difference; " + MOST_SEEDS + " would show "
				+ number(power.detectable(MOST_SEEDS, significance)) + " (with probability 80 %).";
	}

}
