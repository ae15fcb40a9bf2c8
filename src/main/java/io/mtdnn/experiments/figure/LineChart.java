package io.mtdnn.experiments.figure;

import java.util.List;
import java.util.stream.DoubleStream;

import io.mtdnn.experiments.figure.Figure.Band;
import io.mtdnn.experiments.figure.Figure.Line;
import io.mtdnn.experiments.figure.Figure.Lines;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws lines with bands. */
final class LineChart {

	private static final double MARGIN = 0.06;

	/** Number of entries of the legend for which a figure's height has room. */
	private static final int ENTRIES = 6;

	/** Height of an entry of the legend: that of its text, and the space above it. */
	private static final int ENTRY = 25;

	/** Width beside the text of an entry: its line, and that of the vertical axis. */
	private static final int BESIDE = 140;

	private LineChart() {
	}

	static XYChart of(Lines figure) {
		XYChart chart = new XYChartBuilder().width(width(figure.lines()))
			.height(Drawing.HEIGHT + ENTRY * Math.max(0, figure.lines().size() - ENTRIES))
			.xAxisTitle(figure.x())
			.yAxisTitle(figure.y())
			.build();
		FigureStyle.apply(chart.getStyler(), figure.lines().stream().map(Line::label).toList());
		chart.getStyler().setXAxisMin(figure.from());
		chart.getStyler().setXAxisMax(figure.to());
		heights(chart, figure.lines());
		List<Line> lines = figure.lines();
		for (int i = 0; i < lines.size(); i++) {
			Band band = lines.get(i).band();
			if (band != null && lines.get(i).x().length > 1) {
				band(chart, lines.get(i), band, i);
			}
		}
		for (int i = 0; i < lines.size(); i++) {
			line(chart, lines.get(i), i);
		}
		return chart;
	}

	/** Room for the longest entry of the legend, which would be cut on both sides. */
	private static int width(List<Line> lines) {
		int text = lines.stream().map(Line::label).mapToInt(RowChart::width).max().orElse(0);
		return Math.max(Drawing.WIDTH, BESIDE + text);
	}

	/** Leaves room above and below, so that no marker touches the frame. */
	private static void heights(XYChart chart, List<Line> lines) {
		double low = lines.stream().flatMapToDouble((line) -> lows(line)).min().orElse(0);
		double high = lines.stream().flatMapToDouble((line) -> highs(line)).max().orElse(1);
		double room = (high > low) ? MARGIN * (high - low) : Math.max(1e-3, MARGIN * Math.abs(high));
		chart.getStyler().setYAxisMin((low >= 0 && low < room) ? 0 : low - room);
		chart.getStyler().setYAxisMax(high + room);
	}

	private static DoubleStream lows(Line line) {
		return DoubleStream.of((line.band() != null) ? line.band().low() : line.y());
	}

	private static DoubleStream highs(Line line) {
		return DoubleStream.of((line.band() != null) ? line.band().high() : line.y());
	}

	private static void band(XYChart chart, Line line, Band borders, int number) {
		XYSeries band = chart.addSeries(line.label() + ", band", around(line.x(), line.x()),
				around(borders.low(), borders.high()));
		band.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
		band.setFillColor(FigureStyle.band(number));
		band.setLineStyle(SeriesLines.NONE);
		band.setMarker(SeriesMarkers.NONE);
		band.setShowInLegend(false);
	}

	private static void line(XYChart chart, Line line, int number) {
		XYSeries series = chart.addSeries(line.label(), line.x(), line.y());
		series.setLineColor(FigureStyle.color(number));
		series.setLineStyle(FigureStyle.stroke(number));
		series.setMarkerColor(FigureStyle.color(number));
		series.setMarker(line.marked() ? FigureStyle.marker(number) : SeriesMarkers.NONE);
	}

	/** There and back. */
	private static double[] around(double[] there, double[] back) {
		double[] around = new double[2 * there.length];
		for (int i = 0; i < there.length; i++) {
			around[i] = there[i];
			around[around.length - 1 - i] = back[i];
		}
		return around;
	}

}
