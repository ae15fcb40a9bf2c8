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
		expects(process.at(new double[] { 0.6 }), 2.9122237322448004, 0.5290123427693975);
		expects(process.at(new double[] { 0.4 }), 2.7239173427062715, 0.4007955131540816);
		expects(process.at(new double[] { 3 }), 2.0027527452653806, 1.8626461973463049);
		assertThat(Math.sqrt(process.runVariance())).isCloseTo(0.4598334290694868, within(1e-12));
		// differs from the likelihood of all runs by half the logarithms of their counts
		assertThat(process.likelihood()).isCloseTo(0.14394780146953587 + 0.8958797346140275, within(1e-12));
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
	void processesAreAveragedByTheirLikelihoods() {
		AveragedProcess average = AveragedProcess.fit(POINTS, SCORES);
		expects(average.at(new double[] { 0.6 }), 2.47540964338493, 0.6451755838569274);
		expects(average.at(new double[] { 0.4 }), 2.4509046968665444, 0.48719469424509254);
		expects(average.at(new double[] { 3 }), 2.2043332672095817, 1.237948258741004);
		assertThat(average.runDeviation()).isCloseTo(0.7097338459927862, within(1e-12));
	}

	@Test
	void seedsThatDifferMoreThanPointsAreTakenForNoise() {
		List<double[]> noisy = List.of(new double[] { 1, 5, 9 }, new double[] { 2, 4, 9 }, new double[] { 8, 1, 6 });
		List<double[]> clear = List.of(new double[] { 1, 1.1, 0.9 }, new double[] { 5, 5.1, 4.9 },
				new double[] { 9, 9.1, 8.9 });
		assertThat(AveragedProcess.fit(POINTS, noisy).runDeviation()).isBetween(2.0, 6.0);
		assertThat(AveragedProcess.fit(POINTS, clear).runDeviation()).isBetween(0.05, 0.6);
	}

	@Test
	void equalScoresAreNoCertainty() {
		List<double[]> equal = List.of(new double[] { 7 }, new double[] { 7 }, new double[] { 7 });
		AveragedProcess process = AveragedProcess.fit(POINTS, equal);
		assertThat(process.at(new double[] { 0.6 }).mean()).isCloseTo(7, within(1e-9));
		assertThat(process.at(new double[] { 0.4 }).deviation()).isCloseTo(0.14405413134544484, within(1e-9));
		assertThat(process.at(new double[] { 0.6 }).deviation()).isCloseTo(0.22100573100465803, within(1e-9));
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
