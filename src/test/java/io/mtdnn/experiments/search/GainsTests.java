package io.mtdnn.experiments.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class GainsTests {

	private static final double[] TRUTH = { 0, 0.2, 1.2, 0.4 };

	private static final double NOISE = 0.7;

	private static final int PULLS = 16;

	/** By hand and with SciPy. */
	@Test
	void theIntervalIsThatOfStudentsT() {
		Gains gains = Gains.of(List.of(new double[] { 1, 2 }, new double[] { 0.5 }, new double[0]));
		expects(gains.gain(0), 4 / 3.0, 0.23601634292883267, 2.430650323737834);
		expects(gains.gain(1), 0.4, -1.0722052300459688, 1.8722052300459686);
		expects(gains.gain(2), 0, -3.291950971213502, 3.291950971213502);
		assertThat(gains.helps(0)).isCloseTo(0.9869253204866588, within(1e-9));
		assertThat(gains.helps(2)).isEqualTo(0.5);
	}

	private static void expects(Estimate gain, double mean, double low, double high) {
		assertThat(gain.mean()).isCloseTo(mean, within(1e-12));
		assertThat(gain.low()).isCloseTo(low, within(1e-9));
		assertThat(gain.high()).isCloseTo(high, within(1e-9));
	}

	/** Two million draws with NumPy: 0.7314, 0.0957, 0.1729. */
	@Test
	void theProbabilityToBeBestIsThatOfJointDraws() {
		Gains gains = Gains.of(List.of(new double[] { 1, 2 }, new double[] { 0.5 }, new double[0]));
		double[] best = gains.best();
		assertThat(best).containsExactly(new double[] { 0.7314, 0.0957, 0.1729 }, within(0.025));
		assertThat(Arrays.stream(best).sum()).isCloseTo(1, within(1e-9));
		assertThat(gains.best()).isEqualTo(best);
		int[] drawn = new int[3];
		for (int seed = 0; seed < 2000; seed++) {
			drawn[gains.draw(new SplittableRandom(seed).nextLong(), (task) -> true)]++;
		}
		assertThat(drawn[0]).isBetween(1400, 1530);
		assertThat(gains.draw(7, (task) -> task == 1)).isEqualTo(1);
	}

	@Test
	void theBestTaskIsTriedAndFoundMoreOftenThanByEqualShares() {
		int studies = 300;
		int pulled = 0;
		int found = 0;
		int uniform = 0;
		SplittableRandom random = new SplittableRandom(9);
		for (int study = 0; study < studies; study++) {
			List<List<Double>> gains = new ArrayList<>();
			List<List<Double>> shares = new ArrayList<>();
			for (int task = 0; task < TRUTH.length; task++) {
				gains.add(new ArrayList<>(List.of(pull(task, random))));
				shares.add(new ArrayList<>());
				for (int i = 0; i < PULLS / TRUTH.length; i++) {
					shares.get(task).add(pull(task, random));
				}
			}
			for (int pull = TRUTH.length; pull < PULLS; pull++) {
				int task = posterior(gains).draw(random.nextLong(), (any) -> true);
				gains.get(task).add(pull(task, random));
			}
			pulled += gains.get(2).size();
			found += (best(gains) == 2) ? 1 : 0;
			uniform += (best(shares) == 2) ? 1 : 0;
		}
		assertThat(pulled / (double) studies).isGreaterThan(1.8 * PULLS / TRUTH.length);
		assertThat(found).isGreaterThan(studies * 8 / 10).isGreaterThan(uniform - studies / 20);
	}

	private static double pull(int task, SplittableRandom random) {
		return NormalDistribution.of(TRUTH[task], NOISE).inverseCumulativeProbability(random.nextDouble(1e-12, 1));
	}

	private static Gains posterior(List<List<Double>> gains) {
		return Gains.of(gains.stream().map((one) -> one.stream().mapToDouble(Double::doubleValue).toArray()).toList());
	}

	private static int best(List<List<Double>> gains) {
		Gains posterior = posterior(gains);
		int best = 0;
		for (int task = 1; task < gains.size(); task++) {
			best = (posterior.gain(task).mean() > posterior.gain(best).mean()) ? task : best;
		}
		return best;
	}

}
