package io.mtdnn.model.torch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.djl.Device;
import io.mtdnn.model.Batch;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.model.OptimizerKind;
import io.mtdnn.model.OptimizerSettings;
import io.mtdnn.model.Precision;
import io.mtdnn.model.SpanLoss;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.model.TrainableModelSettings;
import io.mtdnn.model.safetensors.SafeTensors;
import io.mtdnn.model.torch.runtime.ProductsMemory;
import io.mtdnn.model.torch.runtime.TorchRuntime;
import io.mtdnn.model.torch.runtime.TorchRuntime.Products;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.Target;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes our engine's results for given rows (hidden states, span logits, loss,
 * gradients), which {@code bench/parity/compare_real.py} compares with transformers.
 */
public final class ParityExport {

	private static final Task TASK = new Task("squad-v2", HeadKind.SPAN, List.of());

	private ParityExport() {
	}

	/**
	 * Arguments: encoder directory, then pairs of input JSON (rows, targets) and
	 * safetensors file to write.
	 */
	public static void main(String[] args) {
		TrainableModelSettings settings = new TrainableModelSettings(0, 0, SpanLoss.MEAN, Precision.FP32,
				OptimizerSettings.of(OptimizerKind.ADAMAX, 0, 0), 7);
		ModelFactory factory = new TorchModelFactory(
				new DevicePool(List.of(new TorchRuntime(0, Device.cpu(), ProductsMemory.none())), 1), Precision.FP32);
		for (int i = 1; i + 1 < args.length; i += 2) {
			try (TrainableModel model = factory.openForTraining(Path.of(args[0]), List.of(TASK), settings)) {
				Batch batch = read(JsonMapper.builder().build().readTree(Path.of(args[i]).toFile()));
				SafeTensors.write(Path.of(args[i + 1]), compute((TorchTrainableModel) model, batch), Map.of());
			}
		}
	}

	private static Batch read(JsonNode input) {
		List<TokenSequence> rows = new ArrayList<>();
		List<Target> targets = new ArrayList<>();
		for (int i = 0; i < input.get("targets").size(); i++) {
			JsonNode row = input.get("rows").get(i);
			rows.add(new TokenSequence(ints(row.get("ids")), row.get("secondStart").asInt()));
			JsonNode target = input.get("targets").get(i);
			targets.add(new Target.Span(target.get(0).asInt(), target.get(1).asInt()));
		}
		return new Batch(TASK, rows, targets);
	}

	private static int[] ints(JsonNode array) {
		return array.valueStream().mapToInt(JsonNode::asInt).toArray();
	}

	private static Map<String, FloatTensor> compute(TorchTrainableModel model, Batch batch) {
		Map<String, FloatTensor> tensors = new LinkedHashMap<>();
		for (Products products : List.of(Products.DEFAULT, Products.ONE_DNN)) {
			float[] hidden = TinyBert.encode(model.network(), batch.sequences(), products);
			int width = model.network().config().hiddenSize();
			tensors.put("hidden." + products, FloatTensor.of(hidden, hidden.length / width, width));
		}
		List<SpanLogits> spans = model.spans(TASK.name(), batch.sequences());
		for (int i = 0; i < spans.size(); i++) {
			tensors.put("start." + i, FloatTensor.of(spans.get(i).start(), spans.get(i).start().length));
			tensors.put("end." + i, FloatTensor.of(spans.get(i).end(), spans.get(i).end().length));
		}
		tensors.put("loss", FloatTensor.of(new float[] { model.accumulate(batch, 1, 1) }, 1));
		model.gradients().forEach((name, gradient) -> tensors.put("grad." + name, gradient));
		model.network().export().forEach((name, value) -> {
			if (name.startsWith("heads.")) {
				tensors.put(name, value);
			}
		});
		return tensors;
	}

}
