package io.mtdnn.experiments.figure;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Chart;

/** Draws figures in a format. */
final class Drawing {

	/** Width of all figures, in the units of SVG and PDF. */
	static final int WIDTH = 640;

	static final int HEIGHT = 400;

	/** Pixels of a bitmap per unit, for 200 pixels per inch over a column of a page. */
	private static final double DENSITY = 2;

	/**
	 * Maximum number of pixels of a bitmap, of four bytes each: a figure of hundreds of
	 * arms has fewer per unit.
	 */
	private static final double PIXELS = 16e6;

	private Drawing() {
	}

	static byte[] draw(Figure figure, FigureFormat format) {
		if (figure instanceof Figure.Lines lines) {
			return encoded(LineChart.of(lines), (graphics) -> {
			}, format);
		}
		if (figure instanceof Figure.Rows rows) {
			XYChart chart = RowChart.of(rows);
			return encoded(chart, (graphics) -> RowChart.names(chart, rows, graphics), format);
		}
		return encoded(MatrixChart.of((Figure.Matrix) figure), (graphics) -> {
		}, format);
	}

	private static byte[] encoded(Chart<?, ?> chart, Consumer<Graphics2D> names, FigureFormat format) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try {
			switch (format) {
				case PNG -> writeBitmap(chart, names, out);
				case SVG -> writeVectors(chart, names, "svg", out);
				case PDF -> writeVectors(chart, names, "pdf", out);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toByteArray();
	}

	private static void writeBitmap(Chart<?, ?> chart, Consumer<Graphics2D> names, OutputStream out)
			throws IOException {
		double density = Math.min(DENSITY, Math.sqrt(PIXELS / chart.getWidth() / chart.getHeight()));
		BufferedImage image = new BufferedImage((int) (density * chart.getWidth()), (int) (density * chart.getHeight()),
				BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = image.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
		graphics.scale(density, density);
		chart.paint(graphics, chart.getWidth(), chart.getHeight());
		graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
		names.accept(graphics);
		graphics.dispose();
		ImageIO.write(image, "png", out);
	}

	private static void writeVectors(Chart<?, ?> chart, Consumer<Graphics2D> names, String format, OutputStream out)
			throws IOException {
		VectorGraphics2D graphics = new VectorGraphics2D();
		chart.paint(graphics, chart.getWidth(), chart.getHeight());
		names.accept(graphics);
		Processors.get(format)
			.getDocument(graphics.getCommands(), new PageSize(0, 0, chart.getWidth(), chart.getHeight()))
			.writeTo(out);
	}

}
