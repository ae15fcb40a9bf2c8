package io.mtdnn.model.torch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

import ai.djl.Device;
import io.mtdnn.model.Batch;
import io.mtdnn.model.EncoderConfig;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.model.OptimizerKind;
import io.mtdnn.model.OptimizerSettings;
import io.mtdnn.model.Precision;
import io.mtdnn.model.SpanLoss;
import io.mtdnn.model.TrainableModelSettings;
import io.mtdnn.model.encoder.EncoderConfigFile;
import io.mtdnn.model.encoder.EncoderNames;
import io.mtdnn.model.encoder.Parameter;
import io.mtdnn.model.safetensors.SafeTensors;
import io.mtdnn.model.torch.runtime.ProductsMemory;
import io.mtdnn.model.torch.runtime.TorchRuntime;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Target.Label;
import io.mtdnn.task.Target.Span;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;

/**
 * A random encoder small enough for tests, as a Hugging Face directory, and batches for
 * it.
 */
public final class TinyBert {

	public static final EncoderConfig CONFIG = EncoderConfig.bert(100, 32, 2, 4, 64, 48, 2, 1e-12);

	public static final Task QA = new Task("squad-v2", HeadKind.SPAN, List.of());

	public static final Task CHOICE = new Task("swag", HeadKind.MULTIPLE_CHOICE, List.of());

	public static final Task LABELS = new Task("mnli", HeadKind.CLASSIFICATION, List.of("a", "b", "c"));

	public static final List<Task> TASKS = List.of(QA, CHOICE, LABELS);

	static final TorchRuntime RUNTIME = new TorchRuntime(0, Device.cpu(), ProductsMemory.none());

	public static final ModelFactory FACTORY = new TorchModelFactory(new DevicePool(List.of(RUNTIME), 1),
			Precision.FP32);

	private TinyBert() {
	}

	public static Map<String, FloatTensor> weights(long seed) {
		Random random = new Random(seed);
		Map<String, FloatTensor> tensors = new LinkedHashMap<>();
		for (Parameter parameter : EncoderNames.parameters(CONFIG)) {
			float[] values = new float[size(parameter)];
			for (int i = 0; i < values.length; i++) {
				values[i] = (float) (0.15 * random.nextGaussian()) + (parameter.name().endsWith("Norm.weight") ? 1 : 0);
			}
			tensors.put(parameter.name(), FloatTensor.of(values, parameter.shape()));
		}
		return tensors;
	}

	static int size(Parameter parameter) {
		return Math.toIntExact(Arrays.stream(parameter.shape()).reduce(1, Math::multiplyExact));
	}

	public static Path write(Path directory) {
		return write(directory, weights(7), UnaryOperator.identity());
	}

	public static Path write(Path directory, Map<String, FloatTensor> weights, UnaryOperator<String> names) {
		Map<String, FloatTensor> renamed = new LinkedHashMap<>();
		weights.forEach((name, tensor) -> renamed.put(names.apply(name), tensor));
		try {
			Files.createDirectories(directory);
			EncoderConfigFile.write(directory.resolve("config.json"), CONFIG);
			SafeTensors.write(directory.resolve("model.safetensors"), renamed, Map.of());
			Files.writeString(directory.resolve("tokenizer.json"), "{}");
			Files.writeString(directory.resolve("vocab.txt"), "[PAD]\n");
			return directory;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static TrainableModelSettings settings(double dropout) {
		return settings(dropout, OptimizerSettings.of(OptimizerKind.ADAMAX, 0.01, 1));
	}

	public static TrainableModelSettings settings(double dropout, OptimizerSettings optimizer) {
		return new TrainableModelSettings(dropout, dropout, SpanLoss.MEAN, Precision.FP32, optimizer, 3);
	}

	public static TorchTrainableModel open(Path directory, TrainableModelSettings settings) {
		return (TorchTrainableModel) FACTORY.openForTraining(directory, TASKS, settings);
	}

	public static List<TokenSequence> rows(Random random, int... lengths) {
		List<TokenSequence> rows = new ArrayList<>();
		for (int length : lengths) {
			rows.add(new TokenSequence(random.ints(length, 0, CONFIG.vocabularySize()).toArray(),
					1 + random.nextInt(length)));
		}
		return rows;
	}

	public static Batch qa(long seed) {
		Random random = new Random(seed);
		return new Batch(QA, rows(random, 9, 9, 17, 5),
				List.of(new Span(3, 5), new Span(0, 0), new Span(16, 16), new Span(1, 4)));
	}

	public static Batch choice(long seed) {
		Random random = new Random(seed);
		return new Batch(CHOICE, rows(random, 6, 8, 8, 4, 7, 5, 6, 6), List.of(new Label(1), new Label(3)));
	}

	public static Batch labels(long seed) {
		Random random = new Random(seed);
		return new Batch(LABELS, rows(random, 12, 3, 7), List.of(new Label(0), new Label(2), new Label(1)));
	}

	/** The encoder's output for all rows, concatenated: tokens x H values. */
	static float[] encode(Network network, List<TokenSequence> rows, TorchRuntime.Products products) {
		try (AnsweringPass pass = network.answering(products)) {
			return pass.encode(rows);
		}
	}

}
