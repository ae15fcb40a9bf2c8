package io.mtdnn.experiments.search;

import io.mtdnn.experiments.search.GaussianProcess.Prediction;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** How much better than the best so far a point is expected to be (Jones et al. 1998). */
final class ExpectedImprovement {

	private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

	private ExpectedImprovement() {
	}

	static double of(Prediction expected, double best) {
		double gain = expected.mean() - best;
		if (!(expected.deviation() > 0)) {
			return Math.max(0, gain);
		}
		double scaled = gain / expected.deviation();
		return gain * NORMAL.cumulativeProbability(scaled) + expected.deviation() * NORMAL.density(scaled);
	}

}
