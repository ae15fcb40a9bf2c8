package io.mtdnn.experiments.figure;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** The content of a figure, independent of how it is drawn. */
sealed interface Figure {

	/**
	 * Lines over numbers.
	 *
	 * @param x title of the horizontal axis
	 * @param y title of the vertical axis
	 * @param from lower end of the horizontal axis
	 * @param to upper end of the horizontal axis
	 */
	record Lines(String x, String y, double from, double to, List<Line> lines) implements Figure {

	}

	/**
	 * A score for each row.
	 *
	 * @param x title of the horizontal axis
	 * @param rows names of the rows, from the top
	 * @param points scores of rows, the most important ones first
	 * @param level a score that all rows are compared with; null for none
	 */
	record Rows(String x, List<String> rows, List<Points> points, @Nullable Level level) implements Figure {

	}

	/**
	 * A number for each pair of names.
	 *
	 * @param x title of the columns
	 * @param y title of the rows
	 * @param names names of rows and columns
	 * @param values by row and column; NaN for none
	 */
	record Matrix(String x, String y, List<String> names, double[][] values) implements Figure {

	}

	/**
	 * A line.
	 *
	 * @param band null for no band
	 * @param marked whether its points have markers
	 */
	record Line(String label, double[] x, double[] y, @Nullable Band band, boolean marked) {

	}

	/**
	 * A band around a line.
	 *
	 * @param low its lower border, at each point of the line
	 * @param high its upper border
	 */
	record Band(double[] low, double[] high) {

	}

	/**
	 * Points in rows.
	 *
	 * @param rows numbers of their rows, from 0
	 * @param values their values
	 * @param deviations half the length of their bars; null for no bars
	 */
	record Points(String label, int[] rows, double[] values, double @Nullable [] deviations) {

	}

	/** A value across all rows. */
	record Level(String label, double value) {

	}

}
