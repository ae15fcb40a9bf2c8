package io.mtdnn.experiments.figure;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.mtdnn.experiments.figure.Figure.Matrix;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;

/** Draws a matrix of numbers, darker for larger ones; every cell has its number. */
final class MatrixChart {

	private static final int CELL = 64;

	private MatrixChart() {
	}

	private static int height(Matrix figure) {
		return 110 + CELL * figure.names().size();
	}

	static HeatMapChart of(Matrix figure) {
		HeatMapChart chart = new HeatMapChartBuilder().width(Drawing.WIDTH)
			.height(height(figure))
			.xAxisTitle(figure.x())
			.yAxisTitle(figure.y())
			.build();
		FigureStyle.apply(chart.getStyler(), List.of());
		chart.getStyler().setLegendVisible(false);
		chart.getStyler().setPlotGridLinesVisible(false);
		chart.getStyler().setRangeColors(new Color[] { Color.WHITE, new Color(165, 165, 165) });
		chart.getStyler().setShowValue(true);
		chart.getStyler().setValueFont(FigureStyle.TEXT);
		chart.getStyler().setValueFontColor(Color.BLACK);
		chart.getStyler().setHeatMapValueDecimalPattern("+0.000;-0.000");
		List<String> fromBelow = new ArrayList<>(figure.names());
		Collections.reverse(fromBelow);
		chart.addSeries("changes", figure.names(), fromBelow, cells(figure));
		return chart;
	}

	private static List<Number[]> cells(Matrix figure) {
		List<Number[]> cells = new ArrayList<>();
		int count = figure.names().size();
		for (int row = 0; row < count; row++) {
			for (int column = 0; column < count; column++) {
				if (!Double.isNaN(figure.values()[row][column])) {
					cells.add(new Number[] { column, count - 1 - row, figure.values()[row][column] });
				}
			}
		}
		return cells;
	}

}
