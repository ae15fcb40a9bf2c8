package io.mtdnn.experiments.analysis;

import java.util.List;

import io.mtdnn.evaluation.statistics.Difference;
import io.mtdnn.evaluation.statistics.VarianceParts;
import io.mtdnn.experiments.analysis.Analysis.ArmAnalysis;
import io.mtdnn.experiments.analysis.Analysis.ArmDifference;
import io.mtdnn.experiments.analysis.Analysis.BestArm;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StudySentenceTests {

	private static final ArmAnalysis BASELINE = new ArmAnalysis("alone", null, true, 3, 3, null, null, null, null,
			null);

	@Test
	void aSignificantDifferenceNamesTheBestArm() {
		String sentence = sentence("a", null, BASELINE, arm("a", null, 3, difference(2.5, 1, 4, 0.0004)));
		assertThat(sentence).isEqualTo("'a' is best: 2.50 F1 above the baseline with threshold 0"
				+ " (95 % interval +1.00 to +4.00, p < 0.001 corrected for all arms, 3 seeds), which is more than chance."
				+ " 'a' was chosen on the development set, so its score there is optimistic.");
	}

	@Test
	void withoutADifferenceTheRequiredSeedsAreNamedInsteadOfABestArm() {
		// a variance of 1: (t(0.975, 10) + t(0.8, 10)) sqrt(2 / 6) = 1.79, with 5 seeds
		// 2.02
		String sentence = sentence("a", null, BASELINE, arm("a", null, 3, difference(2, -0.5, 4.5, 0.12)));
		assertThat(sentence).startsWith("No arm differs from the baseline by more than chance with threshold 0:"
				+ " 'a', the best of them, differs by +2.00 F1 (95 % interval -0.50 to +4.50, p = 0.120 corrected for all arms,"
				+ " 3 seeds). 6 seeds would show a difference of that size (with probability 80 %).");
	}

	@Test
	void noNumberOfSeedsShowsADifferenceOfZero() {
		// (t(0.975, 98) + t(0.8, 98)) sqrt(2 / 50) = (1.984 + 0.845) 0.2
		assertThat(sentence("a", null, BASELINE, arm("a", null, 3, difference(-0.001, -1, 1, 1))))
			.contains("differs by 0.00 F1 (")
			.contains("Up to 50 seeds would not show so small a difference; 50 would show 0.57");
	}

	@Test
	void oneSeedIsWrittenInTheSingular() {
		ArmAnalysis baseline = new ArmAnalysis("alone", null, true, 1, 1, null, null, null, null, null);
		ArmDifference difference = new ArmDifference(2.0, 1.0, 3.0, 0.01, 0.01, "*", true);
		assertThat(sentence("a", null, baseline, arm("a", null, 1, difference)))
			.contains("corrected for all arms, 1 seed), which is more than chance. Other seeds were not considered.");
		assertThat(sentence("a", null, BASELINE, arm("a", null, 1, difference))).contains("1 seed, 3 of the baseline)");
	}

	@Test
	void oneRunPerArmShowsNoDifference() {
		assertThat(sentence("a", null, BASELINE,
				arm("a", null, 1, new ArmDifference(-2.0, null, null, null, null, "", true))))
			.startsWith("'a' scores 2.00 F1 below the baseline with threshold 0; one run of each does not show whether"
					+ " that is more than chance.");
	}

	@Test
	void aWinningBaselineIsComparedWithTheNextArmAndControlsAreListedSeparately() {
		String sentence = sentence("alone", 70.0, BASELINE, arm("placebo", "placebo", 3, difference(-3, -4, -2, 0.001)),
				arm("b", null, 3, difference(-2, -3, -1, 0.01)), arm("a", null, 3, difference(-1, -1.5, -0.5, 0.02)));
		assertThat(sentence).isEqualTo("The baseline is best with threshold 0: 'a', the best of the others, scores"
				+ " 1.00 F1 below it (95 % interval -1.50 to -0.50, p = 0.020 corrected for all arms, 3 seeds), which is more"
				+ " than chance. Also different from the baseline by more than chance: 'placebo' (-3.00), 'b' (-2.00)."
				+ " 'alone' was chosen on one half of the development set; on the other half it scores 70.00 F1.");
	}

	@Test
	void aSearchNamesTheArmThatItExpectsMostOfRatherThanTheLuckiest() {
		ArmAnalysis lucky = arm("lucky", null, 1, difference(1, -5, 7, Double.NaN));
		ArmAnalysis tried = arm("tried", null, 3, difference(-1, -2, 0.5, Double.NaN));
		assertThat(sentence(List.of("tried", "lucky"), "alone", 70.0, BASELINE, lucky, tried))
			.startsWith("No arm is expected to score above the baseline; 'tried', the most promising of them, scores"
					+ " 1.00 F1 below the baseline with threshold 0 (95 % interval -2.00 to +0.50, 3 seeds).")
			.contains("no difference is tested")
			.doesNotContain("lucky");
		assertThat(sentence(List.of("lucky", "tried"), "lucky", 70.0, BASELINE, lucky, tried))
			.startsWith("'lucky' is the arm that the search expects most of; it scores 1.00 F1 above the baseline");
	}

	private static String sentence(String best, Double second, ArmAnalysis... arms) {
		return sentence(null, best, second, arms);
	}

	private static String sentence(@Nullable List<String> ranking, String best, Double second, ArmAnalysis... arms) {
		VarianceParts parts = new VarianceParts(2.0 / 3, 4, Double.NaN, 0, 0);
		return new StudySentence(List.of(arms), new BestArm(best, 70.0, second, null, 0), "F1", ScoreKind.THRESHOLD_0,
				95, 1, 0, ranking)
			.text((arm) -> new Difference(arm.mainDifference().estimate(), 1, 4, 0.1, parts, 3, 3, 1));
	}

	private static ArmAnalysis arm(String label, String control, int seeds, ArmDifference difference) {
		return new ArmAnalysis(label, control, false, seeds, seeds, null, null, null, difference, null);
	}

	private static ArmDifference difference(double estimate, double low, double high, double adjusted) {
		return new ArmDifference(estimate, low, high, adjusted, adjusted, "", false);
	}

}
