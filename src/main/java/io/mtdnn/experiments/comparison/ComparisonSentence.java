package io.mtdnn.experiments.comparison;

import java.util.Locale;

import io.mtdnn.experiments.comparison.ModelComparison.Gap;

import static io.mtdnn.experiments.wording.Wording.count;
import static io.mtdnn.experiments.wording.Wording.signed;

/** States in one sentence whether a difference between two sides is significant. */
final class ComparisonSentence {

	private ComparisonSentence() {
	}

	static String of(Arms arms, Gap f1) {
		String difference = String.format(Locale.ROOT, "B scores %.2f F1 %s A", Math.abs(f1.difference()),
				(f1.difference() < 0) ? "below" : "above");
		if (f1.low() == null || f1.high() == null) {
			boolean one = arms.articles() == 1 && arms.a().size() == 1 && arms.b().size() == 1;
			return difference + (one ? "; one article and one model of each do" : "; differences that are all alike do")
					+ " not show whether that is more than chance.";
		}
		String interval = " (95 % interval " + signed(f1.low()) + " to " + signed(f1.high()) + ")";
		if (f1.low() > 0 || f1.high() < 0) {
			return difference + interval + ", which is more than chance over " + sample(arms) + ".";
		}
		return "B does not differ from A by more than chance over " + sample(arms) + ": it scores "
				+ signed(f1.difference()) + " F1" + interval + ".";
	}

	private static String sample(Arms arms) {
		String articles = count(arms.articles(), "article");
		return (arms.a().size() > 1 || arms.b().size() > 1) ? articles + ", " + count(arms.a().size(), "seed")
				+ " of A and " + count(arms.b().size(), "seed") + " of B" : articles + " and one model of each";
	}

}
