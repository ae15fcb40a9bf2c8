package io.mtdnn.evaluation;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class ClassificationMetricsTests {

	/** TP 3, FN 1, FP 2, TN 2. */
	private static final int[] EXPECTED = { 1, 1, 1, 1, 0, 0, 0, 0 };

	private static final int[] PREDICTED = { 1, 1, 1, 0, 1, 1, 0, 0 };

	@Test
	void accuracyIsTheShareOfRightLabels() {
		assertThat(ClassificationMetrics.accuracy(EXPECTED, PREDICTED)).isEqualTo(5.0 / 8);
		assertThat(ClassificationMetrics.accuracy(new int[] { 2, 0, 1 }, new int[] { 2, 1, 1 })).isEqualTo(2.0 / 3);
	}

	@Test
	void f1IsThatOfThePositiveClass() {
		assertThat(ClassificationMetrics.f1(EXPECTED, PREDICTED, 1)).isEqualTo(6.0 / 9);
		assertThat(ClassificationMetrics.f1(EXPECTED, PREDICTED, 0)).isEqualTo(4.0 / 7);
		assertThat(ClassificationMetrics.f1(new int[] { 0, 0 }, new int[] { 0, 0 }, 1)).isZero();
	}

	@Test
	void matthewsCorrelationRangesFromMinusOneToOne() {
		// (3 * 2 - 2 * 1) / sqrt(5 * 4 * 4 * 3)
		assertThat(ClassificationMetrics.matthewsCorrelation(EXPECTED, PREDICTED)).isCloseTo(4 / Math.sqrt(240),
				within(1e-15));
		assertThat(ClassificationMetrics.matthewsCorrelation(EXPECTED, EXPECTED)).isEqualTo(1);
		assertThat(ClassificationMetrics.matthewsCorrelation(new int[] { 1, 0 }, new int[] { 0, 1 })).isEqualTo(-1);
	}

	@Test
	void matthewsCorrelationIsZeroIfAllPredictionsAreEqual() {
		assertThat(ClassificationMetrics.matthewsCorrelation(EXPECTED, new int[8])).isZero();
		assertThat(ClassificationMetrics.matthewsCorrelation(new int[8], PREDICTED)).isZero();
	}

	@Test
	void matthewsCorrelationOfALargeSetDoesNotOverflow() {
		int[] expected = new int[400_000];
		int[] predicted = new int[400_000];
		for (int i = 0; i < expected.length; i++) {
			expected[i] = i % 2;
			predicted[i] = (i % 10 == 0) ? 1 - expected[i] : expected[i];
		}
		// 40,000 of the even items are wrong: TP 200,000, FN 0, FP 40,000, TN 160,000
		assertThat(ClassificationMetrics.matthewsCorrelation(expected, predicted)).isCloseTo(Math.sqrt(2.0 / 3),
				within(1e-12));
	}

	@Test
	void twoLabelsAlsoHaveTheBinaryMetrics() {
		assertThat(ClassificationMetrics.of(2, EXPECTED, PREDICTED)).containsOnlyKeys("accuracy",
				"always_same_accuracy", "f1", "matthews_correlation");
		assertThat(ClassificationMetrics.of(3, EXPECTED, PREDICTED)).containsOnlyKeys("accuracy",
				"always_same_accuracy");
	}

	@Test
	void itemsAndPredictionsMustMatch() {
		assertThatIllegalArgumentException().isThrownBy(() -> ClassificationMetrics.of(3, new int[0], new int[0]))
			.withMessage("0 predictions for 0 items");
		assertThatIllegalArgumentException().isThrownBy(() -> ClassificationMetrics.f1(new int[2], new int[1], 1))
			.withMessage("1 predictions for 2 items");
	}

}
