package io.mtdnn.experiments.figure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.mtdnn.experiments.figure.Figure.Line;
import io.mtdnn.experiments.figure.Figure.Lines;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plots the measurements of {@code bench/shapes.sh} with the ceiling of the processor.
 */
final class SpeedFigure {

	private static final double LAST_LENGTH = 520;

	private SpeedFigure() {
	}

	/**
	 * Arguments: the results of the shapes, those of {@code bench/compare.sh --rows
	 * ceiling}, and the folder for the pictures.
	 */
	public static void main(String[] args) throws IOException {
		JsonMapper json = new JsonMapper();
		List<JsonNode> points = json.readTree(Path.of(args[0]).toFile()).path("points").valueStream().toList();
		JsonNode ceiling = json.readTree(Path.of(args[1]).toFile()).at("/ceiling/ceiling");
		for (String what : List.of("training", "answering")) {
			for (String precision : points.stream()
				.map((point) -> point.path("precision").asString())
				.distinct()
				.toList()) {
				List<JsonNode> shown = points.stream()
					.filter((point) -> point.path("what").asString().equals(what))
					.filter((point) -> point.path("precision").asString().equals(precision))
					.toList();
				Lines figure = figure(shown, ceiling.path(precision).path("flopsPerSecond").asDouble());
				Files.write(Path.of(args[2], "speed-" + what + "-" + precision + ".svg"),
						Drawing.draw(figure, FigureFormat.SVG));
			}
		}
	}

	private static Lines figure(List<JsonNode> points, double ceiling) {
		List<Line> lines = new ArrayList<>();
		if (ceiling > 0) {
			lines.add(new Line("ceiling", new double[] { 0, LAST_LENGTH },
					new double[] { ceiling / 1e9, ceiling / 1e9 }, null, false));
		}
		points.stream()
			.map((point) -> point.path("rows").asInt())
			.distinct()
			.sorted(Comparator.reverseOrder())
			.forEach((rows) -> lines.add(line(points, rows)));
		return new Lines("Word pieces of a row", "GFLOP/s", 0, LAST_LENGTH, lines);
	}

	private static Line line(List<JsonNode> points, int rows) {
		List<JsonNode> own = points.stream().filter((point) -> point.path("rows").asInt() == rows).toList();
		return new Line((rows == 1) ? "1 row" : rows + " rows",
				own.stream().mapToDouble((point) -> point.path("length").asDouble()).toArray(),
				own.stream().mapToDouble((point) -> point.path("flopsPerSecond").asDouble() / 1e9).toArray(), null,
				true);
	}

}
