package io.mtdnn.training.schedule;

/**
 * The SplitMix64 generator (Steele, Lea and Flood 2014), implemented here because a run
 * must draw the same numbers with every version of Java, which the JDK does not guarantee
 * for bounded draws.
 */
public final class SplitMix {

	private static final long GAMMA = 0x9E3779B97F4A7C15L;

	private long state;

	public SplitMix(long seed) {
		this.state = seed;
	}

	/**
	 * A generator for one purpose. The same seed and parts result in the same numbers.
	 */
	public static SplitMix of(long seed, long... parts) {
		return new SplitMix(mix(seed, parts));
	}

	/** A number that depends on a seed and the parts that identify its purpose. */
	public static long mix(long seed, long... parts) {
		long mixed = scramble(seed + GAMMA);
		for (long part : parts) {
			mixed = scramble(mixed + GAMMA + scramble(part + GAMMA));
		}
		return mixed;
	}

	private static long scramble(long z) {
		z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
		z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
		return z ^ (z >>> 31);
	}

	long nextLong() {
		this.state += GAMMA;
		return scramble(this.state);
	}

	/** Uniform in [0, 1), 53 bits. */
	public double nextDouble() {
		return (nextLong() >>> 11) * 0x1.0p-53;
	}

	/** Uniform in [0, bound). */
	int nextInt(int bound) {
		return (int) Math.multiplyHigh(nextLong() >>> 1, (long) bound << 1);
	}

	/** Shuffles values with the algorithm of Fisher and Yates. */
	public void shuffle(int[] values) {
		for (int i = values.length - 1; i > 0; i--) {
			int j = nextInt(i + 1);
			int swap = values[i];
			values[i] = values[j];
			values[j] = swap;
		}
	}

}
