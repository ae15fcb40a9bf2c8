package io.mtdnn.experiments.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Locale;

import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The look of all figures. Lines differ in dash and marker, not in colour alone, so they
 * can be distinguished in print.
 */
final class FigureStyle {

	/** The font of names and numbers. */
	static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

	private static final Color[] COLORS = { new Color(0, 0, 0), new Color(0, 90, 160), new Color(180, 80, 0),
			new Color(0, 110, 80), new Color(130, 60, 130), new Color(100, 100, 100) };

	private static final float[][] DASHES = { null, { 9, 4 }, { 2, 3 }, { 9, 3, 2, 3 }, { 15, 4 }, { 4, 2, 4, 6 } };

	private static final Marker[] MARKERS = { SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.DIAMOND,
			SeriesMarkers.TRIANGLE_UP, SeriesMarkers.TRIANGLE_DOWN, SeriesMarkers.CROSS };

	private static final float WIDTH = 1.6f;

	/** Number of characters in the legend up to which its entries fit in one line. */
	private static final int ONE_LINE = 72;

	private FigureStyle() {
	}

	static Color color(int number) {
		return COLORS[number % COLORS.length];
	}

	static Color band(int number) {
		Color color = color(number);
		return new Color(color.getRed(), color.getGreen(), color.getBlue(), 38);
	}

	static Marker marker(int number) {
		return MARKERS[number % MARKERS.length];
	}

	static BasicStroke stroke(int number) {
		float[] dash = DASHES[number % DASHES.length];
		return new BasicStroke(WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
	}

	/** The stroke of bars. */
	static BasicStroke bar() {
		return new BasicStroke(WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
	}

	/**
	 * Sets what figures have in common.
	 * @param entries entries of the legend
	 */
	static void apply(AxesChartStyler styler, List<String> entries) {
		styler.setLocale(Locale.ROOT);
		styler.setChartBackgroundColor(Color.WHITE);
		styler.setChartTitleVisible(false);
		styler.setChartPadding(8);
		styler.setPlotContentSize(1);
		styler.setPlotMargin(0);
		styler.setAxisTitleFont(TEXT.deriveFont(14f));
		styler.setAxisTickLabelsFont(TEXT);
		styler.setPlotBorderColor(Color.BLACK);
		styler.setAxisTickMarksColor(Color.BLACK);
		styler.setAxisTickLabelsColor(Color.BLACK);
		styler.setPlotGridLinesColor(new Color(215, 215, 215));
		styler.setPlotGridLinesStroke(new BasicStroke(0.6f));
		styler.setPlotGridVerticalLinesVisible(false);
		styler.setLegendPosition(LegendPosition.OutsideS);
		styler.setLegendLayout((entries.stream().mapToInt((entry) -> entry.length() + 8).sum() <= ONE_LINE)
				? LegendLayout.Horizontal : LegendLayout.Vertical);
		styler.setLegendBorderColor(Color.WHITE);
		styler.setLegendFont(TEXT);
		styler.setLegendSeriesLineLength(36);
		styler.setMarkerSize(7);
	}

}
