package io.mtdnn.evaluation.statistics;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A plan for testing a comparison repeatedly while seeds are added, with the level of
 * each test.
 *
 * <p>
 * Testing at 5 % after each new seed finds a nonexistent difference in far more than 5 %
 * of studies. Each of the K planned looks therefore tests at 0.05 / K (alpha spending
 * with Bonferroni's bound). The bound holds regardless of the dependence between looks;
 * the usual boundaries need independent increments, which looks at the same articles are
 * not.
 *
 * @param seeds seeds per arm at each look, increasing, at least 2
 * @param significance probability of a false positive over all looks
 */
public record PlannedLooks(List<Integer> seeds, double significance) {

	public PlannedLooks {
		seeds = List.copyOf(seeds);
		if (seeds.isEmpty() || seeds.get(0) < 2 || !grows(seeds)) {
			throw new IllegalArgumentException("looks require increasing numbers of seeds, at least 2, not " + seeds);
		}
	}

	private static boolean grows(List<Integer> seeds) {
		return IntStream.range(1, seeds.size()).allMatch((i) -> seeds.get(i) > seeds.get(i - 1));
	}

	/** Plans looks at a first number of seeds and then whenever it has grown by half. */
	public static PlannedLooks growing(int first, int most) {
		List<Integer> seeds = IntStream
			.iterate(Math.min(first, most), (n) -> n <= most,
					(n) -> (n == most) ? most + 1 : Math.min(most, n + Math.max(1, n / 2)))
			.boxed()
			.toList();
		return new PlannedLooks(seeds, 1 - Interval.LEVEL);
	}

	/** The level of each look. */
	public double level() {
		return this.significance / this.seeds.size();
	}

	/**
	 * The decision of a look.
	 * @param seedsNow seeds of the smaller arm
	 * @param adjusted the p-value, already corrected for the number of comparisons
	 */
	public Verdict verdict(int seedsNow, double adjusted) {
		if (adjusted <= level() && this.seeds.contains(seedsNow)) {
			return Verdict.DIFFERENT;
		}
		return (next(seedsNow) > 0) ? Verdict.MORE_SEEDS : Verdict.UNDECIDED;
	}

	/** Number of seeds at the next look; 0 if there is no further look. */
	public int next(int seedsNow) {
		return this.seeds.stream().filter((seeds) -> seeds > seedsNow).findFirst().orElse(0);
	}

	/** The decision of a look. */
	public enum Verdict {

		/** The difference is shown. */
		DIFFERENT,

		/** More seeds are required. */
		MORE_SEEDS,

		/** The planned seeds are used up and no difference is shown. */
		UNDECIDED

	}

}
