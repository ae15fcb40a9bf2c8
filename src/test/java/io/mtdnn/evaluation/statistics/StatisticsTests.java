package io.mtdnn.evaluation.statistics;

import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class StatisticsTests {

	@Test
	void aSummaryHasMeanStandardDeviationAndStudentsInterval() {
		SeedSummary summary = SeedSummary.of(70, 72, 74);
		assertThat(summary).isEqualTo(new SeedSummary(3, 72, 2, 70, 74));
		// t(0.975, 2) = 4.302653, standard error 2 / sqrt(3)
		assertThat(summary.interval(0.95).orElseThrow().low()).isCloseTo(72 - 4.968276, within(1e-5));
		assertThat(SeedSummary.of(70).interval(0.95)).isEmpty();
		assertThat(SeedSummary.of(70).standardDeviation()).isNaN();
	}

	@Test
	void holmMultipliesTheSmallestByAllAndKeepsTheOrder() {
		assertThat(Holm.adjust(0.04, 0.01, Double.NaN, 0.03)).usingComparatorWithPrecision(1e-12)
			.containsExactly(0.06, 0.03, Double.NaN, 0.06);
		assertThat(Holm.adjust(0.6, 0.7)).containsExactly(1, 1);
	}

	@Test
	void mcNemarIsTheBinomialTest() {
		// 2 * (1 + 10 + 45) / 1024
		assertThat(McNemar.of(2, 8).pValue()).isCloseTo(0.109375, within(1e-12));
		assertThat(McNemar.of(8, 2).pValue()).isCloseTo(0.109375, within(1e-12));
		assertThat(McNemar.of(5, 5).pValue()).isEqualTo(1);
		assertThat(McNemar.of(0, 0).pValue()).isEqualTo(1);
	}

	@Test
	void theBestOfNIsTheMeanMaximumOverSubsets() {
		double[] scores = { 3, 1, 2 };
		assertThat(BestOfN.curve(scores)).usingComparatorWithPrecision(1e-12).containsExactly(2, (2 + 3 + 3) / 3.0, 3);
		assertThatIllegalArgumentException().isThrownBy(() -> BestOfN.expected(scores, 4));
	}

	@Test
	void aDifferenceWithoutSeedsCoversOnlyTheChanceOfArticles() {
		// per article the difference 1, 0, 2; two questions each
		SeedScores a = SeedScores.of(new int[] { 0, 0, 1, 1, 2, 2 }, new double[][] { { 0, 0, 1, 1, 0, 0 } });
		SeedScores b = SeedScores.of(new int[] { 0, 0, 1, 1, 2, 2 }, new double[][] { { 1, 1, 1, 1, 2, 2 } });
		Difference difference = Difference.between(a, b);
		assertThat(difference.withoutSeeds()).isTrue();
		assertThat(difference.estimate()).isEqualTo(1);
		// the variance of a mean of 1, 0, 2 is 1/3
		assertThat(difference.standardError()).isCloseTo(Math.sqrt(1 / 3.0), within(1e-12));
		assertThat(difference.degreesOfFreedom()).isEqualTo(2);
		// t = 1.7320508, two-sided with 2 degrees of freedom
		assertThat(difference.pValue()).isCloseTo(0.225403, within(1e-6));
	}

	@Test
	void aDifferenceOfOneArticleIsWelchsTest() {
		SeedScores a = SeedScores.of(new int[] { 0 }, new double[][] { { 1 }, { 2 }, { 3 } });
		SeedScores b = SeedScores.of(new int[] { 0 }, new double[][] { { 4 }, { 6 }, { 8 } });
		Difference difference = Difference.between(a, b);
		assertThat(difference.estimate()).isEqualTo(4);
		assertThat(difference.standardError()).isCloseTo(Math.sqrt(1 / 3.0 + 4 / 3.0), within(1e-12));
		// (5/3)^2 / ((1/9)/2 + (16/9)/2)
		assertThat(difference.degreesOfFreedom()).isCloseTo(2.941176, within(1e-6));
		assertThat(difference.parts().interaction()).isZero();
	}

	@Test
	void anArmOfOneSeedAddsNoDegreesOfFreedomToThoseOfTheOther() {
		SeedScores a = SeedScores.of(new int[] { 0 }, new double[][] { { 1 }, { 2 }, { 3 } });
		SeedScores b = SeedScores.of(new int[] { 0 }, new double[][] { { 6 } });
		Difference difference = Difference.between(a, b);
		// a run has variance 1, estimated from three
		assertThat(difference.standardError()).isCloseTo(Math.sqrt(1 / 3.0 + 1), within(1e-12));
		assertThat(difference.degreesOfFreedom()).isEqualTo(2);
		assertThat(Difference.between(b, a).degreesOfFreedom()).isEqualTo(2);
	}

	@Test
	void theInteractionOfSeedsAndArticlesCountsOnce() {
		// both seeds have mean 2, but not on the same article
		SeedScores a = SeedScores.of(new int[] { 0, 1 }, new double[][] { { 1, 3 }, { 3, 1 } });
		VarianceParts parts = Difference.between(a, a).parts();
		assertThat(parts.seeds()).isZero();
		// each arm: (1 + 1 + 1 + 1) / 4 / 2 * 2
		assertThat(parts.interaction()).isEqualTo(2);
		assertThat(parts.irreducible()).isZero();
	}

	@Test
	void equalArmsDoNotDiffer() {
		SeedScores a = SeedScores.of(new int[] { 0, 1 }, new double[][] { { 1, 0 }, { 1, 0 } });
		assertThat(Difference.between(a, a).pValue()).isEqualTo(1);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Difference.between(a, SeedScores.of(new int[] { 0, 0 }, new double[][] { { 1, 0 } })));
	}

	@Test
	void runsThatAreAllAlikeShowNoChance() {
		SeedScores a = SeedScores.of(new int[] { 0 }, new double[][] { { 0.1 }, { 0.1 }, { 0.1 } });
		SeedScores b = SeedScores.of(new int[] { 0 }, new double[][] { { 0.7 }, { 0.7 }, { 0.7 } });
		Difference difference = Difference.between(a, b);
		assertThat(difference.standardError()).isZero();
		assertThat(difference.pValue()).isNaN();
		assertThat(difference.interval(0.95).low()).isNaN();
	}

	@Test
	void powerGrowsWithSeedsUntilTheArticlesLimitIt() {
		Power power = new Power(0.25, 0, 35);
		// (t(0.975, 4) + t(0.8, 4)) * sqrt(2 * 0.25 / 3) = (2.776445 + 0.940965) *
		// 0.408248
		assertThat(power.detectable(3)).isCloseTo(1.517626, within(1e-5));
		assertThat(power.detectable(8)).isLessThan(0.76);
		assertThat(power.seedsFor(1.52, 100)).hasValue(3);
		assertThat(new Power(0.25, 1, 35).seedsFor(1, 1000)).isEmpty();
	}

	@Test
	void interimAnalysesShareTheSignificanceLevel() {
		PlannedLooks looks = PlannedLooks.growing(3, 10);
		assertThat(looks.seeds()).containsExactly(3, 4, 6, 9, 10);
		assertThat(looks.level()).isCloseTo(0.01, within(1e-12));
		assertThat(looks.verdict(3, 0.02)).isEqualTo(PlannedLooks.Verdict.MORE_SEEDS);
		assertThat(looks.verdict(3, 0.009)).isEqualTo(PlannedLooks.Verdict.DIFFERENT);
		assertThat(looks.verdict(5, 0.009)).isEqualTo(PlannedLooks.Verdict.MORE_SEEDS);
		assertThat(looks.verdict(10, 0.02)).isEqualTo(PlannedLooks.Verdict.UNDECIDED);
		assertThat(looks.next(4)).isEqualTo(6);
		assertThatIllegalArgumentException().isThrownBy(() -> new PlannedLooks(List.of(3, 3), 0.05));
	}

	@Test
	void theBootstrapIsDeterminedByItsSeed() {
		MadeUpStudies.Study study = new MadeUpStudies(MadeUpStudies.small(), 2, 1, 1, 1).draw(3, 3,
				new SplittableRandom(5));
		Interval interval = TwoLevelBootstrap.interval(study.baseline(), study.other(), 200, 7, 0.95);
		assertThat(TwoLevelBootstrap.interval(study.baseline(), study.other(), 200, 7, 0.95)).isEqualTo(interval);
		assertThat(TwoLevelBootstrap.interval(study.baseline(), study.other(), 200, 8, 0.95)).isNotEqualTo(interval);
		assertThat(interval.contains(Difference.between(study.baseline(), study.other()).estimate())).isTrue();
	}

}
