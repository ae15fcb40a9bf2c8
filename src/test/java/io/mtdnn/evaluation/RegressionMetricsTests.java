package io.mtdnn.evaluation;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class RegressionMetricsTests {

	/** 15 / sqrt(5 * 49); the squares are in the order of their roots. */
	@Test
	void pearsonMeasuresLinearityAndSpearmanOrder() {
		double[] expected = { 0, 1, 2, 3 };
		double[] predicted = { 0, 1, 4, 9 };
		assertThat(RegressionMetrics.pearson(expected, predicted)).isCloseTo(15 / Math.sqrt(245), within(1e-12));
		assertThat(RegressionMetrics.spearman(expected, predicted)).isCloseTo(1, within(1e-12));
		assertThat(RegressionMetrics.of(expected, predicted)).containsOnlyKeys("pearson", "spearman");
	}

	/** Ranks 1, 2.5, 2.5, 4 and 1, 3, 2, 4: 4.5 / sqrt(4.5 * 5). */
	@Test
	void equalValuesShareTheirRank() {
		assertThat(RegressionMetrics.spearman(new double[] { 1, 2, 2, 3 }, new double[] { 1, 3, 2, 4 }))
			.isCloseTo(4.5 / Math.sqrt(22.5), within(1e-12));
	}

	@Test
	void pearsonIgnoresScaleAndKeepsTheSign() {
		assertThat(RegressionMetrics.pearson(new double[] { 1, 2, 3 }, new double[] { -10, -20, -30 })).isCloseTo(-1,
				within(1e-12));
	}

	@Test
	void constantsHaveNoCorrelation() {
		assertThat(RegressionMetrics.of(new double[] { 1, 2, 3 }, new double[] { 2.6, 2.6, 2.6 }))
			.containsEntry("pearson", 0.0)
			.containsEntry("spearman", 0.0);
		assertThat(RegressionMetrics.pearson(new double[] { 1 }, new double[] { 5 })).isZero();
		// the mean of three tenths is not a tenth
		assertThat(RegressionMetrics.pearson(new double[] { 0.1, 0.1, 0.1 }, new double[] { 0.1, 0.1, 0.1 })).isZero();
	}

	@Test
	void unpairedValuesAreRejected() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> RegressionMetrics.pearson(new double[] { 1, 2 }, new double[] { 1 }));
		assertThatIllegalArgumentException().isThrownBy(() -> RegressionMetrics.pearson(new double[0], new double[0]));
	}

}
