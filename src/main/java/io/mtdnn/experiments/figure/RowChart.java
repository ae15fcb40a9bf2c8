package io.mtdnn.experiments.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.util.Arrays;
import java.util.List;

import io.mtdnn.experiments.figure.Figure.Level;
import io.mtdnn.experiments.figure.Figure.Points;
import io.mtdnn.experiments.figure.Figure.Rows;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws a row for each name, whose length does not matter there. */
final class RowChart {

	private static final int ROW = 34;

	private static final int FRAME = 120;

	private static final int ENTRY = 20;

	private static final int PLOT = 380;

	private static final int GAP = 8;

	private static final FontRenderContext METRICS = new FontRenderContext(null, true, true);

	private RowChart() {
	}

	private static int height(Rows figure) {
		return FRAME + ROW * Math.max(2, figure.rows().size()) + ENTRY * figure.points().size();
	}

	static XYChart of(Rows figure) {
		int rows = figure.rows().size();
		int names = 2 * GAP + figure.rows().stream().mapToInt(RowChart::width).max().orElse(0);
		XYChart chart = new XYChartBuilder().width(Math.max(Drawing.WIDTH, names + PLOT))
			.height(height(figure))
			.xAxisTitle(figure.x())
			.build();
		FigureStyle.apply(chart.getStyler(), List.of());
		chart.getStyler().setLegendLayout(LegendLayout.Vertical);
		chart.getStyler().setPlotGridHorizontalLinesVisible(false);
		chart.getStyler().setPlotGridVerticalLinesVisible(true);
		chart.getStyler().setYAxisMin(0.0);
		chart.getStyler().setYAxisMax(rows + 1.0);
		chart.getStyler().setYAxisTicksVisible(false);
		chart.getStyler().setYAxisLeftWidthHint(names);
		widths(chart, figure);
		for (int i = 0; i < figure.points().size(); i++) {
			bars(chart, figure.points().get(i), i, rows);
			points(chart, figure.points().get(i), i, rows);
		}
		if (figure.level() != null) {
			level(chart, figure.level(), rows);
		}
		return chart;
	}

	/**
	 * Draws the names beside the rows, as outlines like all text; the axis itself would
	 * leave out long ones.
	 */
	static void names(XYChart chart, Rows figure, Graphics2D graphics) {
		graphics.setColor(Color.BLACK);
		int rows = figure.rows().size();
		int right = (int) chart.getScreenXFromChart(chart.getStyler().getXAxisMin()) - GAP;
		for (int row = 0; row < rows; row++) {
			String name = figure.rows().get(row);
			int y = (int) chart.getScreenYFromChart(rows - row) + FigureStyle.TEXT.getSize() / 3;
			graphics.fill(FigureStyle.TEXT.createGlyphVector(METRICS, name).getOutline(right - width(name), y));
		}
	}

	/** Width of a name. */
	static int width(String name) {
		return (int) Math.ceil(FigureStyle.TEXT.getStringBounds(name, METRICS).getWidth());
	}

	private static void widths(XYChart chart, Rows figure) {
		double low = (figure.level() != null) ? figure.level().value() : Double.POSITIVE_INFINITY;
		double high = (figure.level() != null) ? figure.level().value() : Double.NEGATIVE_INFINITY;
		for (Points points : figure.points()) {
			for (int i = 0; i < points.values().length; i++) {
				double half = (points.deviations() != null) ? points.deviations()[i] : 0;
				low = Math.min(low, points.values()[i] - half);
				high = Math.max(high, points.values()[i] + half);
			}
		}
		double room = (high > low) ? 0.06 * (high - low) : Math.max(1e-3, 0.06 * Math.abs(high));
		chart.getStyler().setXAxisMin(low - room);
		chart.getStyler().setXAxisMax(high + room);
	}

	private static double[] heights(Points points, int rows) {
		return Arrays.stream(points.rows()).mapToDouble((row) -> rows - row).toArray();
	}

	private static void bars(XYChart chart, Points points, int number, int rows) {
		for (int i = 0; points.deviations() != null && i < points.rows().length; i++) {
			double value = points.values()[i];
			double half = points.deviations()[i];
			double y = rows - points.rows()[i];
			XYSeries bar = chart.addSeries(points.label() + ", bar " + i, new double[] { value - half, value + half },
					new double[] { y, y });
			bar.setLineColor(FigureStyle.color(number));
			bar.setLineStyle(FigureStyle.bar());
			bar.setMarker(SeriesMarkers.NONE);
			bar.setShowInLegend(false);
		}
	}

	private static void points(XYChart chart, Points points, int number, int rows) {
		XYSeries series = chart.addSeries(points.label(), points.values(), heights(points, rows));
		series.setLineStyle(SeriesLines.NONE);
		series.setMarkerColor(FigureStyle.color(number));
		series.setMarker(FigureStyle.marker((number == 0) ? 0 : number + 1));
	}

	private static void level(XYChart chart, Level compared, int rows) {
		double value = compared.value();
		XYSeries level = chart.addSeries(compared.label(), new double[] { value, value },
				new double[] { 0.0, rows + 1.0 });
		level.setLineColor(FigureStyle.color(1));
		level.setLineStyle(FigureStyle.stroke(1));
		level.setMarker(SeriesMarkers.NONE);
	}

}
