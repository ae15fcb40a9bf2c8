package io.mtdnn.experiments.search;

import java.util.List;

import io.mtdnn.experiments.search.GaussianProcess.Prediction;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/** The expected numbers are those of NumPy for a process over all six runs. */
class GaussianProcessTests {

	private static final List<double[]> POINTS = List.of(new double[] { 0.1 }, new double[] { 0.4 },
			new double[] { 0.9 });

	private static final List<double[]> SCORES = List.of(new double[] { 1, 2 }, new double[] { 3 },
			new double[] { 2, 2.5, 3 });

	@Test
	void expectationsAreThoseOfAProcessOverAllRuns() {
		GaussianProcess process = GaussianProcess.of(POINTS, SCORES, 0.5, 0.1);
		expects(process.at(new double[] { 0.6 }), 2.9122237322448004, 0.6044214432586357);
		expects(process.at(new double[] { 0.4 }), 2.7239173427062715, 0.45792769454865606);
		expects(process.at(new double[] { 3 }), 2.0027527452653806, 2.1281607476047486);
		assertThat(process.runDeviation()).isCloseTo(0.525381285816048, within(1e-12));
		assertThat(process.best()).isCloseTo(2.7239173427062715, within(1e-12));
		// differs from the likelihood of all runs by half the logarithms of their counts
		assertThat(process.likelihood()).isCloseTo(0.2264512403531724 + 0.8958797346140275, within(1e-12));
	}

	private static void expects(Prediction expected, double mean, double deviation) {
		assertThat(expected.mean()).isCloseTo(mean, within(1e-12));
		assertThat(expected.deviation()).isCloseTo(deviation, within(1e-12));
	}

	@Test
	void believingChangesNoMeanAndIsSurerNearby() {
		GaussianProcess process = GaussianProcess.of(POINTS, SCORES, 0.5, 0.1);
		GaussianProcess believing = process.believing(new double[] { 0.6 });
		for (double at : new double[] { 0, 0.4, 0.6, 0.65, 2 }) {
			Prediction before = process.at(new double[] { at });
			Prediction after = believing.at(new double[] { at });
			assertThat(after.mean()).isCloseTo(before.mean(), within(1e-9));
			assertThat(after.deviation()).isLessThan(before.deviation());
		}
	}

	@Test
	void theFittedProcessHasTheLargestLikelihood() {
		GaussianProcess fitted = GaussianProcess.fit(POINTS, SCORES);
		for (double length : new double[] { 0.12, 0.5, 1.5 }) {
			for (double noise : new double[] { 0.003, 0.3, 10 }) {
				assertThat(fitted.likelihood())
					.isGreaterThanOrEqualTo(GaussianProcess.of(POINTS, SCORES, length, noise).likelihood());
			}
		}
	}

	@Test
	void seedsThatDifferMoreThanPointsAreTakenForNoise() {
		List<double[]> noisy = List.of(new double[] { 1, 5, 9 }, new double[] { 2, 4, 9 }, new double[] { 8, 1, 6 });
		List<double[]> clear = List.of(new double[] { 1, 1.1, 0.9 }, new double[] { 5, 5.1, 4.9 },
				new double[] { 9, 9.1, 8.9 });
		assertThat(GaussianProcess.fit(POINTS, noisy).runDeviation()).isBetween(2.0, 6.0);
		assertThat(GaussianProcess.fit(POINTS, clear).runDeviation()).isBetween(0.05, 0.6);
	}

	@Test
	void equalScoresAreNoReasonToFail() {
		List<double[]> equal = List.of(new double[] { 7 }, new double[] { 7 }, new double[] { 7 });
		GaussianProcess process = GaussianProcess.fit(POINTS, equal);
		assertThat(process.at(new double[] { 0.6 }).mean()).isCloseTo(7, within(1e-9));
		assertThat(process.at(new double[] { 0.6 }).deviation()).isLessThan(1e-5);
	}

	@Test
	void aFactorSolvesItsMatrix() {
		Cholesky factor = Cholesky.of(new double[][] { { 4 }, { 2, 5 }, { 0, 4, 6 } });
		assertThat(factor.solve(new double[] { 8, 24, 26 })).containsExactly(new double[] { 1, 2, 3 }, within(1e-12));
		assertThat(factor.logDeterminant()).isCloseTo(Math.log(32), within(1e-12));
		assertThatIllegalArgumentException().isThrownBy(() -> Cholesky.of(new double[][] { { 1 }, { 2, 1 } }));
	}

	@Test
	void improvementIsExpectedWhereTheMeanOrTheUncertaintyIsLarge() {
		assertThat(ExpectedImprovement.of(new Prediction(3.5, 2), 3)).isCloseTo(1.0726893964471604, within(1e-12));
		assertThat(ExpectedImprovement.of(new Prediction(3, 1), 3)).isCloseTo(0.3989422804014327, within(1e-12));
		assertThat(ExpectedImprovement.of(new Prediction(3.5, 0), 3)).isEqualTo(0.5);
		assertThat(ExpectedImprovement.of(new Prediction(2, 0), 3)).isZero();
	}

}
