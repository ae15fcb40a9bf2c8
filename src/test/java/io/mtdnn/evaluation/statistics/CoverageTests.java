package io.mtdnn.evaluation.statistics;

import java.util.SplittableRandom;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Intervals and tests in simulated studies with a known difference; CoverageBench prints
 * the full table.
 */
class CoverageTests {

	private static final int STUDIES = 1000;

	@ParameterizedTest(name = "{0} and {1} seeds, deviations {2} {3} {4}, true difference {5}")
	@CsvSource({ "3,3,0.5,1.5,0.7,0", "3,3,1,0.5,0.3,1", "5,5,0.1,2.5,0.5,1", "3,5,0.5,1.5,0.7,0" })
	void intervalsCoverTheTruthAsOftenAsTheyClaim(int baselineSeeds, int seeds, double seed, double article,
			double both, double truth) {
		MadeUpStudies studies = new MadeUpStudies(MadeUpStudies.SQUAD, truth, seed, article, both);
		SplittableRandom random = new SplittableRandom(1);
		int covered = 0;
		for (int i = 0; i < STUDIES; i++) {
			MadeUpStudies.Study study = studies.draw(baselineSeeds, seeds, random);
			covered += Difference.between(study.baseline(), study.other()).interval(0.95).contains(truth) ? 1 : 0;
		}
		assertThat(covered).isBetween(930, 970);
	}

}
