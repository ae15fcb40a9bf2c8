package io.mtdnn.evaluation.statistics;

import java.util.List;
import java.util.stream.IntStream;

/**
 * When to look at a comparison while seeds are added, and what each look may spend.
 *
 * <p>
 * Testing at 5 % after each new seed finds a difference where there is none far more
 * often than in 5 % of studies. Each of the K planned looks therefore tests at 0.05 / K
 * (alpha spending with Bonferroni's bound). The bound holds whatever the dependence
 * between looks; the usual boundaries need independent increments, which looks at the
 * same articles are not.
 *
 * @param seeds seeds per arm at each look, growing, from 2
 * @param significance chance of a false finding over all looks
 */
public record PlannedLooks(List<Integer> seeds, double significance) {

	public PlannedLooks {
		seeds = List.copyOf(seeds);
		if (seeds.isEmpty() || seeds.get(0) < 2 || !grows(seeds)) {
			throw new IllegalArgumentException("looks need growing numbers of seeds from 2, not " + seeds);
		}
	}

	private static boolean grows(List<Integer> seeds) {
		return IntStream.range(1, seeds.size()).allMatch((i) -> seeds.get(i) > seeds.get(i - 1));
	}

	/** Looks at a first number of seeds, then after every half as many more. */
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
	 * What a look decides.
	 * @param seedsNow seeds of the smaller arm
	 * @param adjusted the p-value, already corrected for the number of comparisons
	 */
	public Verdict verdict(int seedsNow, double adjusted) {
		if (adjusted <= level() && this.seeds.contains(seedsNow)) {
			return Verdict.DIFFERENT;
		}
		return (next(seedsNow) > 0) ? Verdict.MORE_SEEDS : Verdict.UNDECIDED;
	}

	/** Seeds of the next look; 0 if there is none. */
	public int next(int seedsNow) {
		return this.seeds.stream().filter((seeds) -> seeds > seedsNow).findFirst().orElse(0);
	}

	/** What a look decides. */
	public enum Verdict {

		/** The difference is shown. */
		DIFFERENT,

		/** More seeds are to be run. */
		MORE_SEEDS,

		/** The planned seeds are used up and no difference is shown. */
		UNDECIDED

	}

}
