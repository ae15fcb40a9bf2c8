package io.mtdnn.experiments.study;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import org.apache.commons.statistics.distribution.GammaDistribution;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Random mixtures of tasks. */
final class Mixtures {

	private static final int HUNDREDTHS = 100;

	/** Draws per mixture, because one that is drawn again is drawn once more. */
	private static final int ATTEMPTS = 100;

	private Mixtures() {
	}

	/**
	 * Mixtures of tasks, whose weights follow a symmetric Dirichlet distribution
	 * (normalised gamma variates), in whole hundredths of which each task has at least
	 * one. All are different; there are fewer than asked for if no more are found.
	 */
	static List<JsonNode> draw(ArrayNode tasks, int count, long seed, double concentration) {
		SplittableRandom random = new SplittableRandom(seed);
		GammaDistribution gamma = GammaDistribution.of(concentration, 1);
		Set<JsonNode> mixtures = new LinkedHashSet<>();
		for (int i = 0; i < ATTEMPTS * count && mixtures.size() < count; i++) {
			double[] draws = random.doubles(tasks.size(), Double.MIN_NORMAL, 1)
				.map(gamma::inverseCumulativeProbability)
				.toArray();
			// variates of small concentrations can all be too small for a number
			if (Arrays.stream(draws).sum() > 0) {
				mixtures.add(weighted(tasks, draws));
			}
		}
		return List.copyOf(mixtures);
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
