package io.mtdnn.experiments.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import io.mtdnn.evaluation.statistics.MadeUpStudies;
import io.mtdnn.evaluation.statistics.PlannedLooks;
import io.mtdnn.evaluation.statistics.SeedScores;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The complete rule in studies without a difference: after each analysis the best of
 * several arms gets more seeds, and the last analysis states whether a difference is
 * shown.
 */
class NextLookTests {

	private static final int STUDIES = 600;

	private static final int FIRST = 3;

	private static final int MOST = 12;

	private static final PlannedLooks LOOKS = PlannedLooks.growing(FIRST, MOST);

	@Test
	void seedsForTheBestArmFindFewFalseDifferences() {
		assertThat(LOOKS.seeds()).containsExactly(3, 4, 6, 9, 12);
		MadeUpStudies studies = new MadeUpStudies(MadeUpStudies.small(), 0, 2, 0.5, 0.5);
		SplittableRandom random = new SplittableRandom(5);
		int claimed = 0;
		int uncorrected = 0;
		for (int i = 0; i < STUDIES; i++) {
			List<SeedScores> arms = MadeUpArms.four(studies, MOST, random);
			List<ArmRuns> ended = ended(arms);
			claimed += MadeUpArms.claims(Analyses.of(ended, ScoreKind.THRESHOLD_0, LOOKS.seeds().size())) ? 1 : 0;
			uncorrected += MadeUpArms.claims(Analyses.of(ended, ScoreKind.THRESHOLD_0)) ? 1 : 0;
		}
		assertThat(claimed).isLessThanOrEqualTo(STUDIES / 20);
		assertThat(uncorrected).as("the correction is needed").isGreaterThan(STUDIES / 20);
	}

	@Test
	void aClearDifferenceNeedsNoMoreSeeds() {
		MadeUpStudies studies = new MadeUpStudies(MadeUpStudies.small(), 15, 0.5, 0.5, 0.5);
		MadeUpStudies.Study study = studies.draw(MOST, MOST, new SplittableRandom(1));
		List<ArmRuns> arms = List.of(MadeUpArms.arm("baseline", true, study.baseline(), FIRST),
				MadeUpArms.arm("better", false, study.other(), FIRST));
		assertThat(NextLook.of(arms, LOOKS)).isEmpty();
		Analysis analysis = Analyses.of(arms, ScoreKind.THRESHOLD_0, LOOKS.seeds().size());
		assertThat(analysis.level()).isEqualTo(99);
		assertThat(analysis.sentence()).contains("99 % interval")
			.contains("corrected for all arms and 5 planned looks")
			.contains("which is more than chance.");
		assertThat(analysis.arms().get(1).mainDifference().adjusted())
			.isEqualTo(5 * analysis.arms().get(1).mainDifference().pValue());
	}

	/** The arms when the rule has ended. */
	private static List<ArmRuns> ended(List<SeedScores> arms) {
		int[] seeds = new int[arms.size()];
		Arrays.fill(seeds, FIRST);
		while (true) {
			List<ArmRuns> now = IntStream.range(0, seeds.length)
				.mapToObj((i) -> MadeUpArms.arm("arm " + i, i == 0, arms.get(i), seeds[i]))
				.toList();
			Optional<NextLook> next = NextLook.of(now, LOOKS);
			if (next.isEmpty()) {
				return now;
			}
			seeds[0] = Math.max(seeds[0], next.get().seeds());
			int best = now.indexOf(next.get().best());
			seeds[best] = Math.max(seeds[best], next.get().seeds());
		}
	}

}
