package io.mtdnn.experiments.figure;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a figure shows, independent of how it is drawn.
 *
 * @param labels names of the values 1, 2, ... of x; null if x is a number of its own
 */
record Figure(String title, String x, String y, List<Line> lines, @Nullable List<String> labels) {

	/**
	 * A line.
	 *
	 * @param low lower border of its band; null for no band
	 * @param high upper border
	 * @param joined whether its points are joined, or stand alone
	 */
	record Line(String label, double[] x, double[] y, double @Nullable [] low, double @Nullable [] high,
			boolean joined) {

		/** A line without a band. */
		static Line plain(String label, double[] x, double[] y) {
			return new Line(label, x, y, null, null, true);
		}

	}

}
