package io.mtdnn.evaluation;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class IsotonicRegressionTests {

	@Test
	void violatorsArePooledToTheirMean() {
		// 1 and 0 at 2 and 3 violate; their mean 0.5 violates nothing
		IsotonicRegression fit = IsotonicRegression.fit(new double[] { 1, 2, 3, 4 }, new double[] { 0, 1, 0, 1 });
		assertThat(fit.x()).containsExactly(1.0, 2.0, 3.0, 4.0);
		assertThat(fit.y()).containsExactly(0.0, 0.5, 0.5, 1.0);
		assertThat(fit.at(2.5)).isEqualTo(0.5);
		assertThat(fit.at(3.5)).isEqualTo(0.75);
		assertThat(fit.at(1.25)).isEqualTo(0.125);
	}

	@Test
	void observationsMayBeUnorderedAndPoolsGrowBackwards() {
		// 4, then 3 < 4: 3.5; then 2: (4 + 3 + 2) / 3
		IsotonicRegression fit = IsotonicRegression.fit(new double[] { 3, 1, 2 }, new double[] { 2, 4, 3 });
		assertThat(fit.x()).containsExactly(1.0, 3.0);
		assertThat(fit.y()).containsExactly(3.0, 3.0);
	}

	@Test
	void observationsAtTheSamePositionAreAveraged() {
		IsotonicRegression fit = IsotonicRegression.fit(new double[] { 5, 5, 6 }, new double[] { 0, 1, 1 });
		assertThat(fit.x()).containsExactly(5.0, 6.0);
		assertThat(fit.y()).containsExactly(0.5, 1.0);
	}

	@Test
	void theFitIsConstantOutsideTheObservations() {
		IsotonicRegression fit = IsotonicRegression.fit(new double[] { 1, 2 }, new double[] { 0.25, 0.75 });
		assertThat(fit.at(Double.NEGATIVE_INFINITY)).isEqualTo(0.25);
		assertThat(fit.at(Double.POSITIVE_INFINITY)).isEqualTo(0.75);
	}

	@Test
	void aDecreasingFunctionIsRejected() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new IsotonicRegression(List.of(1.0, 2.0), List.of(1.0, 0.5)));
		assertThatIllegalArgumentException().isThrownBy(() -> new IsotonicRegression(List.of(), List.of()));
	}

}
