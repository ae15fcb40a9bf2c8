package io.mtdnn.model.torch;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mtdnn.model.Batch;
import io.mtdnn.model.OptimizerKind;
import io.mtdnn.model.OptimizerSettings;
import io.mtdnn.model.Precision;
import io.mtdnn.model.TrainableModel.MicroBatch;
import io.mtdnn.model.TrainableModelSettings;
import io.mtdnn.task.Target.Label;
import io.mtdnn.task.TokenSequence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** One model that several devices train, each on its own thread. */
class SeveralDevicesTests {

	private static final int MICRO_BATCHES = 3;

	@TempDir
	Path directory;

	private Path encoder;

	@BeforeEach
	void write() {
		this.encoder = TinyBert.write(this.directory.resolve("encoder"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 3, 4 })
	void theResultsEqualThoseOfOneDevice(int devices) {
		try (TorchTrainableModel one = open(1); TorchTrainableModel several = open(devices)) {
			List<Float> expected = train(one, 0, 6);
			assertThat(train(several, 0, 6)).isEqualTo(expected);
			assertThat(weights(several)).isEqualTo(weights(one));
		}
	}

	@Test
	void aRunCanMoveBetweenOneDeviceAndSeveral() {
		try (TorchTrainableModel whole = open(1);
				TorchTrainableModel begun = open(2);
				TorchTrainableModel continued = open(1);
				TorchTrainableModel ended = open(3)) {
			train(whole, 0, 6);
			train(begun, 0, 2);
			begun.saveState(this.directory.resolve("two"));
			continued.restore(this.directory.resolve("two"));
			train(continued, 2, 4);
			continued.saveState(this.directory.resolve("four"));
			ended.restore(this.directory.resolve("four"));
			train(ended, 4, 6);
			assertThat(weights(ended)).isEqualTo(weights(whole));
		}
	}

	@Test
	void aFaultOnAnyDeviceIsReportedWhenAllHaveEnded() {
		Batch outside = new Batch(TinyBert.LABELS, List.of(new TokenSequence(new int[] { 1, 1_000 }, 2)),
				List.of(new Label(0)));
		List<MicroBatch> parts = List.of(part(TinyBert.labels(1), 1), new MicroBatch(outside, 2, 1),
				part(TinyBert.labels(3), 3));
		try (TorchTrainableModel model = open(3)) {
			assertThatIllegalArgumentException().isThrownBy(() -> model.accumulate(parts))
				.withMessageContaining("1000");
		}
	}

	private TorchTrainableModel open(int devices) {
		DevicePool pool = new DevicePool(Collections.nCopies(devices, TinyBert.RUNTIME), devices);
		TrainableModelSettings settings = TinyBert.settings(0.1, OptimizerSettings.of(OptimizerKind.ADAMW, 0.01, 1));
		return (TorchTrainableModel) new TorchModelFactory(pool, Precision.FP32).openForTraining(this.encoder,
				TinyBert.TASKS, settings);
	}

	/** Losses of all micro-batches and the norms of all steps. */
	private static List<Float> train(TorchTrainableModel model, int from, int to) {
		List<Float> results = new ArrayList<>();
		for (int step = from; step < to; step++) {
			List<MicroBatch> parts = new ArrayList<>();
			for (int i = 0; i < MICRO_BATCHES; i++) {
				int seed = MICRO_BATCHES * step + i;
				parts.add(part(switch (step % 3) {
					case 0 -> TinyBert.qa(seed);
					case 1 -> TinyBert.choice(seed);
					default -> TinyBert.labels(seed);
				}, seed));
			}
			for (float loss : model.accumulate(parts)) {
				results.add(loss);
			}
			results.add((float) model.update(1e-2));
		}
		return results;
	}

	private static MicroBatch part(Batch batch, long seed) {
		return new MicroBatch(batch, seed, 1.0 / MICRO_BATCHES);
	}

	private static Map<String, FloatBuffer> weights(TorchTrainableModel model) {
		Map<String, FloatBuffer> weights = new LinkedHashMap<>();
		model.network().export().forEach((name, tensor) -> {
			FloatBuffer copy = FloatBuffer.allocate(tensor.data().remaining());
			weights.put(name, copy.put(tensor.data().duplicate()).flip());
		});
		return weights;
	}

}
