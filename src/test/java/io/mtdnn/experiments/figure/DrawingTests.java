package io.mtdnn.experiments.figure;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

import io.mtdnn.experiments.figure.Figure.Band;
import io.mtdnn.experiments.figure.Figure.Level;
import io.mtdnn.experiments.figure.Figure.Line;
import io.mtdnn.experiments.figure.Figure.Points;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class DrawingTests {

	private static final Figure LINES = new Figure.Lines("weight", "F1", 0.4, 1.1,
			List.of(line("mean", 60, 62, 61), line("paper", 70, 71, 72)));

	private static final Figure ROWS = new Figure.Rows("F1", List.of("baseline", "squad-v2 0.8 + swag"),
			List.of(new Points("mean", new int[] { 0, 1 }, new double[] { 60, 62 }, new double[] { 1, 0.5 })),
			new Level("baseline", 60));

	private static final Figure MATRIX = new Figure.Matrix("measured", "trained", List.of("squad", "swag"),
			new double[][] { { 0.2, -0.1 }, { Double.NaN, 0.3 } });

	@ParameterizedTest
	@EnumSource(FigureFormat.class)
	void everyFigureCanBeDrawnInEveryFormat(FigureFormat format) {
		String start = switch (format) {
			case SVG -> "<?xml";
			case PNG -> "\u0089PNG";
			case PDF -> "%PDF-";
		};
		for (Figure figure : List.of(LINES, ROWS, MATRIX)) {
			assertThat(new String(Drawing.draw(figure, format), StandardCharsets.ISO_8859_1)).startsWith(start);
		}
	}

	@Test
	void aFigureOfManyArmsHasRoomForAllOfThem() throws IOException {
		List<Line> lines = IntStream.range(0, 60).mapToObj((i) -> line("arm " + i, i, i + 1, i + 2)).toList();
		Figure figure = new Figure.Lines("step", "loss", 0, 1.1, lines);
		BufferedImage image = ImageIO.read(new ByteArrayInputStream(Drawing.draw(figure, FigureFormat.PNG)));
		assertThat(image.getHeight()).isGreaterThan(60 * 40);
		assertThat(Drawing.draw(figure, FigureFormat.SVG)).isNotEmpty();
	}

	@Test
	void theLegendOfManyArmsLeavesThePlotItsHeight() {
		List<Line> lines = IntStream.range(0, 150).mapToObj((i) -> line("qa weight (" + i + ")", 1, 2, 3)).toList();
		String svg = new String(Drawing.draw(new Figure.Lines("step", "loss", 0, 1.1, lines), FigureFormat.SVG),
				StandardCharsets.UTF_8);
		Matcher plot = Pattern.compile("<clipPath[^>]*>\\s*<rect height=\"([0-9.]+)\"").matcher(svg);
		assertThat(plot.find()).isTrue();
		assertThat(Double.parseDouble(plot.group(1))).isGreaterThan(150);
	}

	@Test
	void aBitmapOfHundredsOfArmsFitsInMemory() throws IOException {
		List<String> names = IntStream.range(0, 500).mapToObj((i) -> "squad-v2 weight 0.8, ".repeat(8) + i).toList();
		Figure figure = new Figure.Rows("F1", names,
				List.of(new Points("mean", IntStream.range(0, 500).toArray(), new double[500], null)), null);
		BufferedImage image = ImageIO.read(new ByteArrayInputStream(Drawing.draw(figure, FigureFormat.PNG)));
		assertThat(image.getWidth() * image.getHeight()).isBetween(15_000_000, 16_000_000);
		assertThat(image.getHeight()).isGreaterThan(image.getWidth());
	}

	@Test
	void textIsDrawnAsOutlinesSoThatNoFontIsNeeded() {
		for (Figure figure : List.of(LINES, ROWS, MATRIX)) {
			assertThat(new String(Drawing.draw(figure, FigureFormat.SVG), StandardCharsets.UTF_8))
				.doesNotContain("<text");
		}
	}

	@Test
	void linesDifferInDashesAndNotOnlyInColour() {
		String svg = new String(Drawing.draw(LINES, FigureFormat.SVG), StandardCharsets.UTF_8);
		assertThat(svg).contains("stroke-dasharray:9");
	}

	@Test
	void theFigureIsWideEnoughForItsLongestName() throws IOException {
		assertThat(width(ROWS)).isEqualTo(1280);
		Figure wide = new Figure.Rows("F1", List.of("squad-v2 0.8 + swag + cola + mrpc + mnli + qnli + rte + sst-2"),
				List.of(new Points("mean", new int[] { 0 }, new double[] { 60 }, null)), null);
		assertThat(width(wide)).isGreaterThan(1280);
	}

	@Test
	void theFigureIsWideEnoughForItsLongestLine() throws IOException {
		assertThat(width(LINES)).isEqualTo(1280);
		String label = "squad-v2 0.8 + swag 0.05 + cola 0.05, learningRate 3e-5, ".repeat(3);
		Figure wide = new Figure.Lines("step", "loss", 0, 1.1, List.of(line(label, 1, 2, 3)));
		assertThat(width(wide)).isGreaterThan(1280);
	}

	@Test
	void namesAreToTheLeftOfThePlot() throws IOException {
		BufferedImage image = ImageIO.read(new ByteArrayInputStream(Drawing.draw(ROWS, FigureFormat.PNG)));
		BufferedImage unnamed = ImageIO.read(new ByteArrayInputStream(Drawing.draw(
				new Figure.Rows("F1", List.of(" ", "                   "), ((Figure.Rows) ROWS).points(), null),
				FigureFormat.PNG)));
		assertThat(darkPixels(image, 200)).isGreaterThan(300);
		assertThat(darkPixels(unnamed, 80)).isZero();
	}

	private static int darkPixels(BufferedImage image, int width) {
		int dark = 0;
		for (int x = 0; x < width; x++) {
			for (int y = 0; y < image.getHeight() / 2; y++) {
				dark += ((image.getRGB(x, y) & 0xff) < 100) ? 1 : 0;
			}
		}
		return dark;
	}

	private static int width(Figure figure) throws IOException {
		return ImageIO.read(new ByteArrayInputStream(Drawing.draw(figure, FigureFormat.PNG))).getWidth();
	}

	private static Line line(String label, double... y) {
		return new Line(label, new double[] { 0.5, 0.8, 1 }, y,
				new Band(new double[] { y[0] - 1, y[1] - 1, y[2] - 1 }, new double[] { y[0] + 1, y[1] + 1, y[2] + 1 }),
				true);
	}

}
