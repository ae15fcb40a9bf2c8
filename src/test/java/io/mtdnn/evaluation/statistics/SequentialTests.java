package io.mtdnn.evaluation.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

import io.mtdnn.evaluation.statistics.PlannedLooks.Verdict;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Adds seeds until a difference is shown, in studies without a difference. */
class SequentialTests {

	private static final int STUDIES = 1500;

	@Test
	void addingSeedsUntilDecidedFindsFewFalseDifferences() {
		int corrected = 0;
		int naive = 0;
		PlannedLooks looks = PlannedLooks.growing(3, 12);
		MadeUpStudies studies = new MadeUpStudies(MadeUpStudies.small(), 0, 2, 0.5, 0.5);
		SplittableRandom random = new SplittableRandom(3);
		for (int i = 0; i < STUDIES; i++) {
			MadeUpStudies.Study study = studies.draw(12, 12, random);
			corrected += finds(study, looks, looks.level()) ? 1 : 0;
			naive += finds(study, looks, 0.05) ? 1 : 0;
		}
		assertThat(corrected).isLessThanOrEqualTo(75);
		assertThat(naive).as("the test can fail").isGreaterThan(120);
	}

	private static boolean finds(MadeUpStudies.Study study, PlannedLooks looks, double level) {
		return looks.seeds().stream().anyMatch((seeds) -> {
			double pValue = Difference.between(first(study.baseline(), seeds), first(study.other(), seeds)).pValue();
			return looks.verdict(seeds, pValue * looks.level() / level) == Verdict.DIFFERENT;
		});
	}

	private static SeedScores first(SeedScores arm, int seeds) {
		return new SeedScores(arm.questions(), Arrays.copyOf(arm.sums(), seeds));
	}

}
