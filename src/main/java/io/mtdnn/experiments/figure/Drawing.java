package io.mtdnn.experiments.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

import javax.imageio.ImageIO;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import io.mtdnn.experiments.figure.Figure.Line;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws figures. Lines differ in dash and marker, not in colour alone, so that they can
 * be told apart in print.
 */
final class Drawing {

	private static final int WIDTH = 720;

	private static final int HEIGHT = 440;

	private static final Color[] COLORS = { new Color(0, 0, 0), new Color(0, 90, 160), new Color(180, 80, 0),
			new Color(0, 110, 80), new Color(130, 60, 130), new Color(90, 90, 90) };

	private static final BasicStroke[] STROKES = { SeriesLines.SOLID, SeriesLines.DASH_DASH, SeriesLines.DASH_DOT,
			SeriesLines.DOT_DOT };

	private static final Marker[] MARKERS = { SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.DIAMOND,
			SeriesMarkers.TRIANGLE_UP, SeriesMarkers.TRIANGLE_DOWN, SeriesMarkers.CROSS };

	private static final int MANY_POINTS = 30;

	private Drawing() {
	}

	static byte[] draw(Figure figure, FigureFormat format) {
		XYChart chart = new XYChartBuilder().width(WIDTH)
			.height(HEIGHT)
			.title(figure.title())
			.xAxisTitle(figure.x())
			.yAxisTitle(figure.y())
			.build();
		style(chart, figure);
		for (int i = 0; i < figure.lines().size(); i++) {
			add(chart, figure.lines().get(i), i);
		}
		return encoded(chart, format);
	}

	private static void style(XYChart chart, Figure figure) {
		chart.getStyler().setChartBackgroundColor(Color.WHITE);
		chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
		chart.getStyler().setLocale(Locale.ROOT);
		chart.getStyler().setPlotGridLinesColor(new Color(225, 225, 225));
		chart.getStyler().setErrorBarsColorSeriesColor(true);
		List<String> labels = figure.labels();
		if (labels != null) {
			int count = labels.size();
			chart.getStyler().setXAxisMin(0.5);
			chart.getStyler().setXAxisMax(count + 0.5);
			chart.getStyler().setXAxisTickLabelsFormattingFunction((x) -> {
				int index = (int) Math.round(x) - 1;
				return (Math.abs(x - Math.round(x)) < 1e-6 && index >= 0 && index < count) ? labels.get(index) : "";
			});
		}
	}

	private static void add(XYChart chart, Line line, int number) {
		Color color = COLORS[number % COLORS.length];
		double[] low = line.low();
		double[] high = line.high();
		if (low != null && high != null && line.joined() && line.x().length > 1) {
			XYSeries band = chart.addSeries(line.label() + ", band", around(line.x()), around(low, high));
			band.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
			band.setFillColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 40));
			band.setLineStyle(SeriesLines.NONE);
			band.setMarker(SeriesMarkers.NONE);
			band.setShowInLegend(false);
		}
		XYSeries series = (low != null && high != null && !line.joined())
				? chart.addSeries(line.label(), line.x(), line.y(), half(low, high))
				: chart.addSeries(line.label(), line.x(), line.y());
		series.setLineColor(color);
		series.setMarkerColor(color);
		series.setLineStyle(line.joined() ? STROKES[number % STROKES.length] : SeriesLines.NONE);
		series.setMarker((line.x().length > MANY_POINTS) ? SeriesMarkers.NONE : MARKERS[number % MARKERS.length]);
	}

	private static double[] half(double[] low, double[] high) {
		double[] half = new double[low.length];
		for (int i = 0; i < half.length; i++) {
			half[i] = (high[i] - low[i]) / 2;
		}
		return half;
	}

	/** There and back. */
	private static double[] around(double[] x) {
		return around(x, x);
	}

	private static double[] around(double[] there, double[] back) {
		double[] around = new double[2 * there.length];
		for (int i = 0; i < there.length; i++) {
			around[i] = there[i];
			around[around.length - 1 - i] = back[i];
		}
		return around;
	}

	private static void writeBitmap(XYChart chart, OutputStream out) throws IOException {
		BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = image.createGraphics();
		chart.paint(graphics, WIDTH, HEIGHT);
		graphics.dispose();
		ImageIO.write(image, "png", out);
	}

	private static void writeVectors(XYChart chart, String format, OutputStream out) throws IOException {
		VectorGraphics2D graphics = new VectorGraphics2D();
		chart.paint(graphics, WIDTH, HEIGHT);
		Processors.get(format).getDocument(graphics.getCommands(), new PageSize(0, 0, WIDTH, HEIGHT)).writeTo(out);
	}

	private static byte[] encoded(XYChart chart, FigureFormat format) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try {
			switch (format) {
				case PNG -> writeBitmap(chart, out);
				case SVG -> writeVectors(chart, "svg", out);
				case PDF -> writeVectors(chart, "pdf", out);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toByteArray();
	}

}
