package io.mtdnn.experiments.comparison;

import java.util.Locale;

import io.mtdnn.experiments.comparison.ModelComparison.Gap;

/** States in one sentence whether a difference between two sides is significant. */
final class ComparisonSentence {

	private ComparisonSentence() {
	}

	static String of(Arms arms, Gap f1) {
		String difference = String.format(Locale.ROOT, "B scores %.2f F1 %s A", Math.abs(f1.difference()),
				(f1.difference() < 0) ? "below" : "above");
		if (f1.low() == null || f1.high() == null) {
			return difference + "; one article and one seed do not show whether that is more than chance.";
		}
		String interval = String.format(Locale.ROOT, " (95 %% interval %.2f to %.2f)", f1.low(), f1.high());
		boolean shown = f1.low() > 0 || f1.high() < 0;
		return difference + interval + (shown ? ", which is more than chance over " : ", which chance explains over ")
				+ chance(arms) + ".";
	}

	private static String chance(Arms arms) {
		String articles = arms.articles() + " articles";
		boolean seeds = arms.a().size() > 1 || arms.b().size() > 1;
		return seeds ? articles + " and " + arms.a().size() + " and " + arms.b().size() + " seeds"
				: articles + "; other seeds were not considered";
	}

}
