package io.mtdnn.evaluation.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holm's step-down correction (1979) for many comparisons: the probability of any false
 * positive stays at the level, regardless of their dependence.
 */
public final class Holm {

	private Holm() {
	}

	/**
	 * Adjusted p-values, in the order of the given ones. NaN stays NaN and does not count
	 * as a comparison.
	 */
	public static double[] adjust(double... pValues) {
		List<Integer> ascending = IntStream.range(0, pValues.length)
			.filter((i) -> !Double.isNaN(pValues[i]))
			.boxed()
			.sorted(Comparator.comparingDouble((i) -> pValues[i]))
			.toList();
		double[] adjusted = pValues.clone();
		double largest = 0;
		for (int rank = 0; rank < ascending.size(); rank++) {
			int i = ascending.get(rank);
			largest = Math.max(largest, Math.min(1, (ascending.size() - rank) * pValues[i]));
			adjusted[i] = largest;
		}
		return adjusted;
	}

}
