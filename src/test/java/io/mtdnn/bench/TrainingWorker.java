package io.mtdnn.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.mtdnn.model.Batch;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.model.OptimizerKind;
import io.mtdnn.model.OptimizerSettings;
import io.mtdnn.model.Precision;
import io.mtdnn.model.SpanLoss;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.model.TrainableModelSettings;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Target;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our training step, for the same inputs as {@code bench/peers/training.py}. */
public final class TrainingWorker {

	private static final Task TASK = new Task("squad-v2", HeadKind.SPAN, List.of());

	private final TrainableModel model;

	private final Batch batch;

	private long step;

	private TrainingWorker(TrainableModel model, Batch batch) {
		this.model = model;
		this.batch = batch;
	}

	/** Arguments: encoder directory, inputs, fp32 or bf16, adamax or adamw. */
	public static void main(String[] args) throws IOException {
		TrainableModelSettings settings = new TrainableModelSettings(0.1, 0.1, SpanLoss.MEAN,
				Precision.valueOf(args[2].toUpperCase(Locale.ROOT)),
				OptimizerSettings.of(OptimizerKind.valueOf(args[3].toUpperCase(Locale.ROOT)), 0.01, 1.0), 1);
		try (var context = Service.start();
				TrainableModel model = context.getBean(ModelFactory.class)
					.openForTraining(Path.of(args[0]), List.of(TASK), settings)) {
			Worker.serve(new TrainingWorker(model, inputs(Path.of(args[1])))::run);
		}
	}

	private static Batch inputs(Path file) {
		JsonNode inputs = JsonMapper.builder().build().readTree(file.toFile());
		List<TokenSequence> rows = new ArrayList<>();
		List<Target> targets = new ArrayList<>();
		for (int row = 0; row < inputs.get("ids").size(); row++) {
			int[] ids = inputs.get("ids").get(row).valueStream().mapToInt(JsonNode::asInt).toArray();
			rows.add(new TokenSequence(ids, inputs.get("secondStart").asInt()));
			targets.add(new Target.Span(inputs.get("starts").get(row).asInt(), inputs.get("ends").get(row).asInt()));
		}
		return new Batch(TASK, rows, targets);
	}

	private Map<String, Object> run(int count) {
		double[] seconds = new double[count];
		double[] optimiser = new double[count];
		float loss = 0;
		for (int i = 0; i < count; i++) {
			long began = System.nanoTime();
			loss = this.model.accumulate(this.batch, ++this.step, 1);
			long stepping = System.nanoTime();
			this.model.update(3e-5);
			long ended = System.nanoTime();
			seconds[i] = (ended - began) / 1e9;
			optimiser[i] = (ended - stepping) / 1e9;
		}
		return Map.of("seconds", seconds, "optimiserSeconds", optimiser, "loss", loss);
	}

}
