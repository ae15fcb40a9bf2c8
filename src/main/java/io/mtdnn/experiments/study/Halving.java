package io.mtdnn.experiments.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Successive halving (Jamieson and Talwalkar 2016): all combinations get a small share of
 * their steps, the best of them a larger one, and so on. A run is stopped at a rung and
 * continued if its combination is promoted, so that it is the prefix of the full run.
 *
 * @param reduction one in so many combinations is promoted
 * @param shares share of the steps at each rung; the last one is 1
 * @param counts number of combinations that reach each rung
 * @param metric metric by which they are compared; null for the main metric
 */
public record Halving(int reduction, List<Double> shares, List<Integer> counts, @Nullable String metric) {

	static final int REDUCTION = 3;

	private static final int RUNGS = 4;

	/** The rungs of a number of combinations. */
	static Halving of(Search search, int combinations) {
		int reduction = (search.reduction() != null) ? search.reduction() : REDUCTION;
		int rungs = (search.rungs() != null) ? search.rungs() : rungs(reduction, combinations);
		List<Double> shares = new ArrayList<>();
		List<Integer> counts = new ArrayList<>();
		int count = combinations;
		for (int rung = 0; rung < rungs; rung++) {
			shares.add(Math.pow(reduction, rung + 1 - rungs));
			counts.add(count);
			count = (count + reduction - 1) / reduction;
		}
		return new Halving(reduction, List.copyOf(shares), List.copyOf(counts), search.metric());
	}

	private static int rungs(int reduction, int combinations) {
		int rungs = 1;
		for (int left = combinations; left > 1; left = (left + reduction - 1) / reduction) {
			rungs++;
		}
		return Math.max(2, Math.min(RUNGS, rungs));
	}

	/** Number of the last rung, after all steps. */
	public int last() {
		return this.shares.size() - 1;
	}

	/**
	 * The combinations that continue after a rung.
	 * @param scores their scores at the rung, in the order of the arms, which decides
	 * between equal ones
	 */
	public Set<String> promoted(int rung, Map<String, Double> scores) {
		return scores.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
			.limit(this.counts.get(rung + 1))
			.map(Map.Entry::getKey)
			.collect(Collectors.toUnmodifiableSet());
	}

}
