package io.mtdnn.model.torch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import io.mtdnn.model.Batch;
import io.mtdnn.model.EncoderConfig;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.InferenceModel;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.model.encoder.EncoderConfigFile;
import io.mtdnn.model.encoder.EncoderNames;
import io.mtdnn.model.safetensors.SafeTensors;
import io.mtdnn.model.torch.runtime.NativeHeap;
import io.mtdnn.task.Target;
import io.mtdnn.task.Target.Span;
import io.mtdnn.task.TokenSequence;

/**
 * A process that repeats one kind of work and prints the growth of its resident memory in
 * bytes.
 */
final class NativeMemoryProbe {

	static final String RESULT = "grown by ";

	/** An encoder of 8 million parameters. */
	static final EncoderConfig LARGE = EncoderConfig.bert(20_000, 256, 4, 4, 1024, 128, 2, 1e-12);

	static final int ROWS = 16;

	static final int ROW = 128;

	enum Work {

		STEPS {
			@Override
			void run(Path encoder, int before, int count) {
				TinyBert.write(encoder);
				try (TrainableModel model = TinyBert.open(encoder, TinyBert.settings(0.1))) {
					measure(before, count, (i) -> {
						model.accumulate((i % 2 == 0) ? TinyBert.qa(i) : TinyBert.choice(i), i, 1);
						model.update(1e-4);
					});
				}
			}
		},

		ANSWERS {
			@Override
			void run(Path encoder, int before, int count) {
				TinyBert.write(encoder);
				List<TokenSequence> rows = TinyBert.rows(new Random(1), 48, 40, 31);
				try (InferenceModel model = TinyBert.open(encoder, TinyBert.settings(0.1))) {
					measure(before, count, (i) -> model.spans("squad-v2", rows));
				}
			}
		},

		MODELS {
			@Override
			void run(Path encoder, int before, int count) throws IOException {
				write(encoder, EncoderConfig.bert(60_000, 128, 1, 2, 256, 64, 2, 1e-12));
				measure(before, count, (i) -> TinyBert.open(encoder, TinyBert.settings(0)).close());
			}
		},

		/** Steps of 16 rows with 128 tokens, and an evaluation. */
		LEARNING {
			@Override
			void run(Path encoder, int before, int count) throws IOException {
				TinyBert.write(encoder.resolveSibling("tiny"));
				try (TrainableModel tiny = TinyBert.open(encoder.resolveSibling("tiny"), TinyBert.settings(0.1))) {
					learn(tiny, before, 48);
				}
				write(encoder, LARGE);
				long start = residentBytes();
				try (TrainableModel model = TinyBert.open(encoder, TinyBert.settings(0.1))) {
					learn(model, count, ROW);
					System.out.println(RESULT + (residentBytes() - start));
				}
			}
		};

		abstract void run(Path encoder, int before, int count) throws IOException;

	}

	@FunctionalInterface
	private interface Step {

		void run(int index);

	}

	private NativeMemoryProbe() {
	}

	/**
	 * Arguments: the work, a directory to write to, the repetitions before and between
	 * measurements.
	 */
	public static void main(String[] args) throws IOException {
		Work.valueOf(args[0]).run(Path.of(args[1], "encoder"), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
	}

	private static void measure(int before, int count, Step step) {
		repeat(before, step);
		long start = residentBytes();
		repeat(count, step);
		System.out.println(RESULT + (residentBytes() - start));
	}

	private static void repeat(int count, Step step) {
		for (int i = 0; i < count; i++) {
			step.run(i);
		}
	}

	private static void learn(TrainableModel model, int steps, int length) {
		int[] lengths = IntStream.generate(() -> length).limit(ROWS).toArray();
		List<TokenSequence> rows = TinyBert.rows(new Random(1), lengths);
		Batch batch = new Batch(TinyBert.QA, rows, rows.stream().map((row) -> (Target) new Span(1, 2)).toList());
		for (int i = 0; i < steps; i++) {
			model.accumulate(batch, i, 1);
			model.update(1e-4);
		}
		model.spans(TinyBert.QA.name(), rows);
	}

	private static void write(Path encoder, EncoderConfig config) throws IOException {
		Map<String, FloatTensor> weights = new LinkedHashMap<>();
		EncoderNames.parameters(config)
			.forEach((parameter) -> weights.put(parameter.name(),
					FloatTensor.of(new float[TinyBert.size(parameter)], parameter.shape())));
		Files.createDirectories(encoder);
		EncoderConfigFile.write(encoder.resolve("config.json"), config);
		SafeTensors.write(encoder.resolve("model.safetensors"), weights, Map.of());
	}

	private static long residentBytes() {
		System.gc();
		NativeHeap.ofThisProcess().passed(Integer.MAX_VALUE);
		try {
			return Files.readAllLines(Path.of("/proc/self/status"))
				.stream()
				.filter((line) -> line.startsWith("RssAnon"))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
				.findFirst()
				.orElseThrow();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
