package io.mtdnn.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The nondecreasing function with the least squared error, by pooling adjacent violators
 * (Ayer et al., 1955). It is linear between the ends of pools and constant outside, as
 * scikit-learn's.
 *
 * @param x positions, increasing
 * @param y values at these positions, nondecreasing
 */
public record IsotonicRegression(List<Double> x, List<Double> y) {

	/**
	 * Copies the lists.
	 * @throws IllegalArgumentException when they do not define a nondecreasing function
	 */
	public IsotonicRegression {
		x = List.copyOf(x);
		y = List.copyOf(y);
		boolean grows = !x.isEmpty() && x.size() == y.size();
		for (int i = 1; grows && i < x.size(); i++) {
			grows = x.get(i) > x.get(i - 1) && y.get(i) >= y.get(i - 1);
		}
		if (!grows) {
			throw new IllegalArgumentException("not a nondecreasing function of " + x.size() + " places");
		}
	}

	/**
	 * Fits the function.
	 * @param x finite positions, at least one
	 * @param y the observations at these positions
	 */
	public static IsotonicRegression fit(double[] x, double[] y) {
		int[] order = IntStream.range(0, x.length)
			.boxed()
			.sorted(Comparator.comparingDouble((Integer i) -> x[i]))
			.mapToInt(Integer::intValue)
			.toArray();
		List<Pool> pools = new ArrayList<>();
		for (int i : order) {
			Pool last = pools.isEmpty() ? null : pools.get(pools.size() - 1);
			if (last != null && last.to == x[i]) {
				pools.set(pools.size() - 1, last.with(y[i]));
			}
			else {
				pools.add(new Pool(x[i], x[i], y[i], 1));
			}
		}
		return of(pooled(pools));
	}

	private static List<Pool> pooled(List<Pool> pools) {
		List<Pool> pooled = new ArrayList<>();
		for (Pool pool : pools) {
			Pool next = pool;
			while (!pooled.isEmpty() && pooled.get(pooled.size() - 1).mean() >= next.mean()) {
				next = pooled.remove(pooled.size() - 1).with(next);
			}
			pooled.add(next);
		}
		return pooled;
	}

	private static IsotonicRegression of(List<Pool> pools) {
		List<Double> x = new ArrayList<>();
		List<Double> y = new ArrayList<>();
		for (Pool pool : pools) {
			x.add(pool.from);
			y.add(pool.mean());
			if (pool.to > pool.from) {
				x.add(pool.to);
				y.add(pool.mean());
			}
		}
		return new IsotonicRegression(x, y);
	}

	/** The function's value at a position, which may be infinite. */
	public double at(double place) {
		int last = this.x.size() - 1;
		if (place <= this.x.get(0)) {
			return this.y.get(0);
		}
		if (place >= this.x.get(last)) {
			return this.y.get(last);
		}
		int found = Collections.binarySearch(this.x, place);
		if (found >= 0) {
			return this.y.get(found);
		}
		int right = -found - 1;
		double share = (place - this.x.get(right - 1)) / (this.x.get(right) - this.x.get(right - 1));
		return this.y.get(right - 1) + share * (this.y.get(right) - this.y.get(right - 1));
	}

	/** Neighbouring observations with one value. */
	private record Pool(double from, double to, double sum, int count) {

		double mean() {
			return this.sum / this.count;
		}

		Pool with(double more) {
			return new Pool(this.from, this.to, this.sum + more, this.count + 1);
		}

		Pool with(Pool next) {
			return new Pool(this.from, next.to, this.sum + next.sum, this.count + next.count);
		}

	}

}
