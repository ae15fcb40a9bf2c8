package io.mtdnn.model.torch;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ai.djl.Device;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.Precision;
import io.mtdnn.model.TrainableModelSettings;
import io.mtdnn.model.safetensors.SafeTensors;
import io.mtdnn.model.torch.runtime.Attention;
import io.mtdnn.model.torch.runtime.ProductsMemory;
import io.mtdnn.model.torch.runtime.TorchRuntime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs that continue on a node whose setting for attention is another one. */
class RecordedAttentionTests {

	@TempDir
	Path directory;

	private Path encoder;

	private Path state;

	@BeforeEach
	void write() {
		this.encoder = TinyBert.write(this.directory.resolve("encoder"));
		this.state = this.directory.resolve("state");
	}

	@ParameterizedTest
	@CsvSource({ "CHUNKED, FUSED", "FUSED, CHUNKED", "PADDED, AUTO", "CHUNKED, PADDED" })
	void aRunContinuesBitIdenticallyWithTheAttentionOfItsCheckpoint(Attention before, Attention after) {
		List<Attention> devices = List.of(after, after);
		try (TorchTrainableModel whole = open(List.of(before), 1);
				TorchTrainableModel alone = open(List.of(after), 1);
				TorchTrainableModel shared = open(devices, 2)) {
			train(whole, 1, 3);
			whole.saveState(this.state);
			String setting = (after == Attention.AUTO) ? "chunked" : after.text();
			assertThat(alone.restore(this.state)).contains("attention is " + before.text()
					+ " on a CPU, as in the checkpoint, although this node's setting is " + setting + " on a CPU");
			assertThat(shared.restore(this.state)).isPresent();
			train(whole, 4, 6);
			train(alone, 4, 6);
			train(shared, 4, 6);
			assertThat(weights(alone)).isEqualTo(weights(whole));
			assertThat(weights(shared)).isEqualTo(weights(whole));
			alone.saveState(this.directory.resolve("next"));
			whole.saveState(this.state);
			assertThat(this.directory.resolve("next")).hasSameBinaryContentAs(this.state);
		}
	}

	@Test
	void withoutTheRecordTheRunWouldDiffer() {
		try (TorchTrainableModel chunked = open(List.of(Attention.CHUNKED), 1);
				TorchTrainableModel fused = open(List.of(Attention.FUSED), 1)) {
			chunked.saveState(this.state);
			recorded(null);
			assertThat(fused.restore(this.state)).isEmpty();
			train(chunked, 1, 2);
			train(fused, 1, 2);
			assertThat(weights(fused)).isNotEqualTo(weights(chunked));
		}
	}

	@Test
	void theSameSettingNeedsNoNote() {
		try (TorchTrainableModel model = open(List.of(Attention.FUSED), 1)) {
			model.saveState(this.state);
			assertThat(model.restore(this.state)).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource({ "fused on a GPU", "curved on a CPU" })
	void attentionThatThisNodeCannotComputeAlikeIsNoted(String attention) {
		try (TorchTrainableModel model = open(List.of(Attention.AUTO), 1)) {
			model.saveState(this.state);
			recorded(attention);
			assertThat(model.restore(this.state)).contains("the checkpoint was computed with attention " + attention
					+ ", the steps from here on with attention chunked on a CPU:"
					+ " they may differ in their last bits from those of an uninterrupted run");
		}
	}

	/** Replaces the record in the saved state; null removes it. */
	private void recorded(@Nullable String attention) {
		Map<String, FloatTensor> tensors = new HashMap<>();
		Map<String, String> metadata;
		try (SafeTensors saved = SafeTensors.open(this.state)) {
			metadata = new HashMap<>(saved.metadata());
			saved.shapes()
				.forEach((name, shape) -> tensors.put(name,
						FloatTensor.of(values(saved.floats(name).data().duplicate()), shape)));
		}
		assertThat(metadata).containsKey("attention");
		metadata.remove("attention");
		Optional.ofNullable(attention).ifPresent((text) -> metadata.put("attention", text));
		SafeTensors.write(this.state, tensors, metadata);
	}

	private static void train(TorchTrainableModel model, int from, int to) {
		for (int step = from; step <= to; step++) {
			model.accumulate((step % 2 == 0) ? TinyBert.qa(step) : TinyBert.labels(step), step, 1);
			model.update(1e-2);
		}
	}

	private static Map<String, FloatBuffer> weights(TorchTrainableModel model) {
		Map<String, FloatBuffer> weights = new HashMap<>();
		model.network()
			.export()
			.forEach((name, tensor) -> weights.put(name, FloatBuffer.wrap(values(tensor.data().duplicate()))));
		return weights;
	}

	private static float[] values(FloatBuffer data) {
		float[] values = new float[data.remaining()];
		data.get(values);
		return values;
	}

	private TorchTrainableModel open(List<Attention> devices, int perJob) {
		TrainableModelSettings settings = TinyBert.settings(0.1);
		List<TorchRuntime> runtimes = devices.stream()
			.map((attention) -> new TorchRuntime(0, Device.cpu(), ProductsMemory.none(), attention))
			.toList();
		return (TorchTrainableModel) new TorchModelFactory(new DevicePool(runtimes, perJob), Precision.FP32)
			.openForTraining(this.encoder, TinyBert.TASKS, settings);
	}

}
