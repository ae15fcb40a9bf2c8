package io.mtdnn.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EncoderCheckpointTests {

	@TempDir
	Path directory;

	@Test
	void inspectGivesTheConfiguration() {
		TinyBert.write(this.directory);
		assertThat(TinyBert.FACTORY.inspect(this.directory)).isEqualTo(TinyBert.CONFIG);
	}

	@Test
	void understandsPrefixesAndOldNamesAndPassesOverOtherParts() {
		Map<String, FloatTensor> weights = TinyBert.weights(1);
		weights.put("cls.predictions.bias", FloatTensor.of(new float[] { 1 }, 1));
		weights.put("pooler.dense.bias", FloatTensor.of(new float[] { 1 }, 1));
		weights.put("embeddings.position_ids", FloatTensor.of(new float[] { 1 }, 1));
		weights.put("heads.old.weight", FloatTensor.of(new float[] { 1 }, 1));
		TinyBert.write(this.directory, weights, (name) -> (name.startsWith("cls") ? "" : "bert.")
				+ name.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta"));
		try (TorchTrainableModel model = TinyBert.open(this.directory, TinyBert.settings(0))) {
			Map<String, FloatTensor> loaded = model.network().export();
			TinyBert.weights(1)
				.forEach((name, tensor) -> assertThat(loaded.get(name).data()).as(name).isEqualTo(tensor.data()));
			assertThat(loaded).hasSize(TinyBert.weights(1).size() + 6);
		}
	}

	@Test
	void listsEverythingThatDoesNotFit() {
		Map<String, FloatTensor> weights = TinyBert.weights(1);
		weights.remove("encoder.layer.1.output.dense.bias");
		weights.put("embeddings.word_embeddings.weight", FloatTensor.of(new float[6], 2, 3));
		weights.put("encoder.layer.2.output.dense.bias", FloatTensor.of(new float[32], 32));
		TinyBert.write(this.directory, weights, (name) -> name);
		assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> TinyBert.FACTORY.inspect(this.directory))
			.withMessageContaining("model.safetensors does not fit config.json")
			.withMessageContaining("encoder.layer.1.output.dense.bias [32] is missing")
			.withMessageContaining("embeddings.word_embeddings.weight is [2, 3], expected [100, 32]")
			.withMessageContaining("encoder.layer.2.output.dense.bias [32] is not expected");
	}

	@Test
	void refusesAParameterThatIsThereTwice() {
		Map<String, FloatTensor> weights = TinyBert.weights(1);
		weights.put("bert.embeddings.LayerNorm.gamma", FloatTensor.of(new float[32], 32));
		TinyBert.write(this.directory, weights, (name) -> name);
		assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> TinyBert.FACTORY.inspect(this.directory))
			.withMessageContaining("are the same parameter");
	}

	@Test
	void namesMissingFiles() throws Exception {
		assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> TinyBert.FACTORY.inspect(this.directory))
			.withMessageContaining("config.json");
		TinyBert.write(this.directory);
		Files.delete(this.directory.resolve("model.safetensors"));
		assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> TinyBert.FACTORY.inspect(this.directory))
			.withMessageContaining("model.safetensors");
	}

	@Test
	void readsDamagedFilesWithoutHarm() throws Exception {
		TinyBert.write(this.directory);
		Path file = this.directory.resolve("model.safetensors");
		byte[] good = Files.readAllBytes(file);
		Random random = new Random(5);
		for (int i = 0; i < 300; i++) {
			byte[] bad = good.clone();
			bad[random.nextInt(3000)] ^= (byte) (1 << random.nextInt(8));
			Files.write(file, bad);
			try {
				TinyBert.FACTORY.inspect(this.directory);
			}
			catch (ModelFormatException ex) {
				assertThat(ex).hasMessageContaining("model.safetensors");
			}
		}
	}

}
