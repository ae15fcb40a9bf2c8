package io.mtdnn.model.torch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import ai.djl.Device;
import io.mtdnn.model.Batch;
import io.mtdnn.model.EncoderConfig;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.OptimizerKind;
import io.mtdnn.model.OptimizerSettings;
import io.mtdnn.model.Precision;
import io.mtdnn.model.SpanLoss;
import io.mtdnn.model.TrainableModel.MicroBatch;
import io.mtdnn.model.TrainableModel.StepNumbers;
import io.mtdnn.model.TrainableModelSettings;
import io.mtdnn.model.encoder.EncoderNames;
import io.mtdnn.model.safetensors.SafeTensors;
import io.mtdnn.model.torch.runtime.Attention;
import io.mtdnn.model.torch.runtime.ProductsMemory;
import io.mtdnn.model.torch.runtime.TorchRuntime;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.Target;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our side of {@code bench/peers/gpu.py}: responds to each command with a line. */
public final class GpuWorker {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final Task TASK = new Task("squad-v2", HeadKind.SPAN, List.of());

	private final TorchModelFactory factory;

	private final Path encoder;

	private final Precision precision;

	private GpuWorker(Path encoder, String device, Attention attention, Precision precision) {
		Device used = device.equals("cpu") ? Device.cpu() : Device.gpu(0);
		TorchRuntime runtime = new TorchRuntime(0, used, ProductsMemory.none(), attention);
		this.factory = new TorchModelFactory(new DevicePool(List.of(runtime), 1), Precision.FP32);
		this.encoder = encoder;
		this.precision = precision;
	}

	/**
	 * Arguments: {@code write}, a directory, vocabulary, width, layers, heads, inner
	 * width and positions; or an encoder, its device, attention and precision.
	 */
	public static void main(String[] args) throws IOException {
		if (args[0].equals("write")) {
			write(Path.of(args[1]), EncoderConfig.bert(number(args[2]), number(args[3]), number(args[4]),
					number(args[5]), number(args[6]), number(args[7]), 2, 1e-12));
			return;
		}
		new GpuWorker(Path.of(args[0]), args[1], Attention.valueOf(args[2]), Precision.valueOf(args[3])).serve();
	}

	private static int number(String text) {
		return Integer.parseInt(text);
	}

	private static void write(Path directory, EncoderConfig config) throws IOException {
		Random random = new Random(1);
		Map<String, FloatTensor> weights = new LinkedHashMap<>();
		EncoderNames.parameters(config).forEach((parameter) -> {
			float[] values = new float[TinyBert.size(parameter)];
			for (int i = 0; i < values.length; i++) {
				values[i] = (float) (0.02 * random.nextGaussian()) + (parameter.name().endsWith("Norm.weight") ? 1 : 0);
			}
			weights.put(parameter.name(), FloatTensor.of(values, parameter.shape()));
		});
		Files.createDirectories(directory);
		TinyBert.FACTORY.writeEncoder(directory, config, weights, "random");
	}

	private void serve() throws IOException {
		say(Map.of("ready", true));
		BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
		try (TorchTrainableModel model = open(0.1)) {
			for (String line = in.readLine(); line != null && !line.equals("quit"); line = in.readLine()) {
				String[] words = line.split(" ");
				say(switch (words[0]) {
					case "train" -> train(model, batch(Path.of(words[1])), number(words[2]));
					case "answer" -> answer(model, batch(Path.of(words[1])), number(words[2]));
					case "parity" -> parity(batch(Path.of(words[1])), Path.of(words[2]));
					case "resume" -> resume(batch(Path.of(words[1])), Path.of(words[2]));
					default -> throw new IllegalArgumentException(line);
				});
			}
		}
	}

	private static void say(Map<String, Object> value) {
		System.out.println("@@" + JSON.writeValueAsString(value));
		System.out.flush();
	}

	private TorchTrainableModel open(double dropout) {
		return (TorchTrainableModel) this.factory.openForTraining(this.encoder, List.of(TASK),
				new TrainableModelSettings(dropout, dropout, SpanLoss.MEAN, this.precision,
						OptimizerSettings.of(OptimizerKind.ADAMW, 0.01, 1), 1));
	}

	private static Batch batch(Path file) {
		JsonNode inputs = JSON.readTree(file.toFile());
		List<TokenSequence> rows = new ArrayList<>();
		List<Target> targets = new ArrayList<>();
		for (int row = 0; row < inputs.get("ids").size(); row++) {
			int[] ids = inputs.get("ids").get(row).valueStream().mapToInt(JsonNode::asInt).toArray();
			rows.add(new TokenSequence(ids, inputs.get("secondStart").asInt()));
			targets.add(new Target.Span(inputs.get("starts").get(row).asInt(), inputs.get("ends").get(row).asInt()));
		}
		return new Batch(TASK, rows, targets);
	}

	/** Trains as a run does, which reads the numbers of several steps at once. */
	private static Map<String, Object> train(TorchTrainableModel model, Batch batch, int steps) {
		List<StepNumbers> ahead = new ArrayList<>();
		double loss = 0;
		long start = System.nanoTime();
		for (int step = 1; step <= steps; step++) {
			ahead.add(model.step(List.of(new MicroBatch(batch, step, 1)), 3e-5));
			if (ahead.size() == model.stepsAhead() || step == steps) {
				loss = ahead.get(ahead.size() - 1).losses()[0];
				ahead.clear();
			}
		}
		return Map.of("seconds", (System.nanoTime() - start) / 1e9, "loss", loss);
	}

	private static Map<String, Object> answer(TorchTrainableModel model, Batch batch, int passes) {
		model.spans(TASK.name(), batch.sequences());
		long start = System.nanoTime();
		for (int i = 0; i < passes; i++) {
			model.spans(TASK.name(), batch.sequences());
		}
		return Map.of("seconds", (System.nanoTime() - start) / 1e9);
	}

	/** Writes head, logits, loss and gradients without dropout. */
	private Map<String, Object> parity(Batch batch, Path file) {
		Map<String, FloatTensor> tensors = new LinkedHashMap<>();
		try (TorchTrainableModel model = open(0)) {
			List<SpanLogits> spans = model.spans(TASK.name(), batch.sequences());
			for (int i = 0; i < spans.size(); i++) {
				tensors.put("start." + i, FloatTensor.of(spans.get(i).start(), spans.get(i).start().length));
				tensors.put("end." + i, FloatTensor.of(spans.get(i).end(), spans.get(i).end().length));
			}
			float loss = model.accumulate(batch, 1, 1);
			model.gradients().forEach((name, gradient) -> tensors.put("grad." + name, gradient));
			model.network().export().forEach((name, value) -> {
				if (name.startsWith("heads.")) {
					tensors.put(name, value);
				}
			});
			SafeTensors.write(file, tensors, Map.of());
			return Map.of("loss", loss);
		}
	}

	/** Compares a run with one that continues from its third step. */
	private Map<String, Object> resume(Batch batch, Path state) {
		try (TorchTrainableModel whole = open(0.1); TorchTrainableModel resumed = open(0.1)) {
			train(whole, batch, 3);
			whole.saveState(state);
			resumed.restore(state);
			train(whole, batch, 3);
			train(resumed, batch, 3);
			Map<String, FloatTensor> weights = resumed.network().export();
			long different = whole.network()
				.export()
				.entrySet()
				.stream()
				.filter((entry) -> entry.getValue().data().mismatch(weights.get(entry.getKey()).data()) >= 0)
				.count();
			return Map.of("differentTensors", different);
		}
	}

}
