package io.mtdnn.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import io.mtdnn.model.Batch;
import io.mtdnn.model.InferenceModel;
import io.mtdnn.model.ModelDescription;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.model.OptimizerKind;
import io.mtdnn.model.OptimizerSettings;
import io.mtdnn.model.Precision;
import io.mtdnn.model.SpanLoss;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.model.TrainableModelSettings;
import io.mtdnn.pretrained.EncoderCatalog;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Target;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures floating-point operations per second of training steps and inference, for
 * batches of full rows of several lengths. Started by {@code bench/shapes.sh}. The
 * operations are those of the matrix products; a training step has three times those of a
 * forward pass.
 */
public final class Shapes {

	private static final Task TASK = new Task("squad-v2", HeadKind.SPAN, List.of());

	private static final int[] LENGTHS = { 32, 64, 128, 256, 384, 512 };

	private static final int[] ROWS = { 1, 4, 16, 32 };

	/** Larger batches take too long to measure. */
	private static final int MOST_TOKENS = 8192;

	private static final double LEAST_SECONDS = 1;

	private static final int FIRST_PIECE = 1000;

	private static final int PIECES = 27000;

	private final JsonNode config;

	private final List<Map<String, Object>> points = new ArrayList<>();

	private Shapes(JsonNode config) {
		this.config = config;
	}

	/** Arguments: encoder name, precisions with commas, file for the results. */
	public static void main(String[] args) throws IOException {
		List<Map<String, Object>> all = new ArrayList<>();
		for (String precision : args[1].split(",")) {
			try (var context = Service.start(Map.of("mtdnn.engine.answering-precision", precision))) {
				Path directory = context.getBean(EncoderCatalog.class).directory(args[0]);
				Shapes shapes = new Shapes(new JsonMapper().readTree(directory.resolve("config.json").toFile()));
				shapes.measure(context.getBean(ModelFactory.class), directory, precision);
				all.addAll(shapes.points);
			}
		}
		Files.writeString(Path.of(args[2]), new JsonMapper().writeValueAsString(Map.of("points", all)));
	}

	private void measure(ModelFactory models, Path directory, String precision) throws IOException {
		Path bundle = Files.createTempDirectory("shapes");
		TrainableModelSettings settings = new TrainableModelSettings(0.1, 0.1, SpanLoss.MEAN,
				Precision.valueOf(precision.toUpperCase(Locale.ROOT)),
				OptimizerSettings.of(OptimizerKind.ADAMAX, 0.01, 1.0), 1);
		try (TrainableModel model = models.openForTraining(directory, List.of(TASK), settings)) {
			models.writeBundle(bundle, directory, model,
					new ModelDescription("bench", List.of(TASK), 512, 64, 128, 0, Map.of()));
			each((rows, length) -> record("training", precision, rows, length, 3,
					train(model, new Batch(TASK, rows(rows, length), targets(rows)))));
		}
		try (InferenceModel model = models.openForInference(bundle)) {
			each((rows, length) -> {
				List<TokenSequence> batch = rows(rows, length);
				record("answering", precision, rows, length, 1, () -> model.spans(TASK.name(), batch));
			});
		}
	}

	private static Runnable train(TrainableModel model, Batch batch) {
		long[] step = { 0 };
		return () -> {
			model.accumulate(batch, ++step[0], 1);
			model.update(3e-5);
		};
	}

	private static void each(Shape measured) {
		for (int rows : ROWS) {
			for (int length : LENGTHS) {
				if (rows * length <= MOST_TOKENS) {
					measured.measure(rows, length);
				}
			}
		}
	}

	private void record(String what, String precision, int rows, int length, int passes, Runnable run) {
		double seconds = median(run);
		double speed = passes * rows * forward(length) / seconds;
		System.err.printf(Locale.ROOT, "%s %s %d x %d: %.4f s, %.0f GFLOP/s%n", what, precision, rows, length, seconds,
				speed / 1e9);
		this.points.add(Map.of("what", what, "precision", precision, "rows", rows, "length", length, "seconds", seconds,
				"flopsPerSecond", speed));
	}

	/** Seconds of a run: the median of at least three, after one uncounted run. */
	private static double median(Runnable run) {
		run.run();
		List<Double> took = new ArrayList<>();
		while (took.size() < 3 || took.stream().mapToDouble(Double::doubleValue).sum() < LEAST_SECONDS) {
			long began = System.nanoTime();
			run.run();
			took.add((System.nanoTime() - began) / 1e9);
		}
		double[] sorted = took.stream().mapToDouble(Double::doubleValue).sorted().toArray();
		return sorted[sorted.length / 2];
	}

	/** Operations of a row's forward pass; a multiplication and an addition are two. */
	private double forward(int length) {
		double hidden = this.config.path("hidden_size").asDouble();
		double inner = this.config.path("intermediate_size").asDouble();
		return this.config.path("num_hidden_layers").asInt()
				* (2 * (4 * hidden * hidden + 2 * hidden * inner) * length + 4 * hidden * length * (double) length);
	}

	private static List<TokenSequence> rows(int rows, int length) {
		Random random = new Random(rows * 1000L + length);
		return IntStream.range(0, rows).mapToObj((row) -> {
			int[] ids = random.ints(length, FIRST_PIECE, FIRST_PIECE + PIECES).toArray();
			ids[0] = 101;
			ids[length - 1] = 102;
			return new TokenSequence(ids, 16);
		}).toList();
	}

	private static List<Target> targets(int rows) {
		Target[] targets = new Target[rows];
		Arrays.fill(targets, new Target.Span(18, 20));
		return List.of(targets);
	}

	private interface Shape {

		void measure(int rows, int length);

	}

}
