package io.mtdnn.experiments.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.apache.commons.statistics.distribution.GammaDistribution;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Random mixtures of tasks. */
final class Mixtures {

	private static final int HUNDREDTHS = 100;

	private Mixtures() {
	}

	/**
	 * Mixtures of tasks, whose weights follow a symmetric Dirichlet distribution
	 * (normalised gamma variates), in whole hundredths of which each task has at least
	 * one.
	 */
	static List<JsonNode> draw(ArrayNode tasks, int count, long seed, double concentration) {
		SplittableRandom random = new SplittableRandom(seed);
		GammaDistribution gamma = GammaDistribution.of(concentration, 1);
		List<JsonNode> mixtures = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			double[] draws = random.doubles(tasks.size(), Double.MIN_NORMAL, 1)
				.map(gamma::inverseCumulativeProbability)
				.toArray();
			mixtures.add(weighted(tasks, draws));
		}
		return mixtures;
	}

	private static JsonNode weighted(ArrayNode tasks, double[] draws) {
		ArrayNode mixture = tasks.deepCopy();
		double sum = Arrays.stream(draws).sum();
		int free = HUNDREDTHS - mixture.size();
		int left = free;
		for (int i = 0; i < mixture.size(); i++) {
			boolean last = i == mixture.size() - 1;
			int share = last ? left : Math.min(left, (int) Math.round(free * draws[i] / sum));
			left -= share;
			((ObjectNode) mixture.get(i)).put("weight", (share + 1) / (double) HUNDREDTHS);
		}
		return mixture;
	}

}
