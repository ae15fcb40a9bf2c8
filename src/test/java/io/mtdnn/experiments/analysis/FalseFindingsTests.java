package io.mtdnn.experiments.analysis;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import io.mtdnn.evaluation.statistics.MadeUpStudies;
import io.mtdnn.evaluation.statistics.SeedScores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Simulated experiments with a baseline and three arms that do not differ from it: at
 * most one in twenty finds a difference.
 */
class FalseFindingsTests {

	private static final int STUDIES = 1000;

	@ParameterizedTest(name = "{0} seeds, deviations {1} {2} {3}")
	@CsvSource({ "3,0.5,1.5,0.7", "3,1,0.5,0.3", "3,0.1,2.5,0.5", "5,0.5,1.5,0.7" })
	void atMostOneStudyInTwentyFindsADifferenceThatIsNone(int seeds, double seed, double article, double both) {
		MadeUpStudies studies = new MadeUpStudies(MadeUpStudies.small(), 0, seed, article, both);
		SplittableRandom random = new SplittableRandom(7);
		int found = 0;
		for (int i = 0; i < STUDIES; i++) {
			List<SeedScores> scores = MadeUpArms.four(studies, seeds, random);
			List<ArmRuns> arms = IntStream.range(0, scores.size())
				.mapToObj((arm) -> MadeUpArms.arm("arm " + arm, arm == 0, scores.get(arm), seeds))
				.toList();
			found += MadeUpArms.claims(Analyses.of(arms, ScoreKind.THRESHOLD_0)) ? 1 : 0;
		}
		assertThat(found).isBetween(STUDIES / 100, STUDIES / 20);
	}

}
