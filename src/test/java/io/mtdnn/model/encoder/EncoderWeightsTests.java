package io.mtdnn.model.encoder;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.ModelFormatException;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.model.safetensors.SafeTensors;
import io.mtdnn.model.torch.TinyBert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EncoderWeightsTests {

	@TempDir
	Path directory;

	@Test
	void inspectingReturnsTheConfiguration() {
		TinyBert.write(this.directory);
		assertThat(TinyBert.FACTORY.inspect(this.directory)).isEqualTo(TinyBert.CONFIG);
	}

	@Test
	void prefixesAndOldNamesAreUnderstoodAndOtherPartsSkipped() {
		Map<String, FloatTensor> weights = TinyBert.weights(1);
		weights.put("cls.predictions.bias", FloatTensor.of(new float[] { 1 }, 1));
		weights.put("pooler.dense.bias", FloatTensor.of(new float[] { 1 }, 1));
		weights.put("embeddings.position_ids", FloatTensor.of(new float[] { 1 }, 1));
		weights.put("heads.old.weight", FloatTensor.of(new float[] { 1 }, 1));
		TinyBert.write(this.directory, weights, (name) -> (name.startsWith("cls") ? "" : "bert.")
				+ name.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta"));
		Path written = this.directory.resolve("written.safetensors");
		try (TrainableModel model = TinyBert.open(this.directory, TinyBert.settings(0))) {
			model.saveWeights(written);
		}
		try (SafeTensors loaded = SafeTensors.open(written)) {
			TinyBert.weights(1)
				.forEach((name, tensor) -> assertThat(loaded.floats(name).data()).as(name).isEqualTo(tensor.data()));
			assertThat(loaded.shapes()).hasSize(TinyBert.weights(1).size() + 6);
		}
	}

	@Test
	void allTensorsThatDoNotFitAreListed() {
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

	/** The header of 100,000 empty tensors is below the limit of a header's size. */
	@Test
	@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void manyUnexpectedTensorsAreRejectedInReasonableTime() {
		Map<String, FloatTensor> weights = TinyBert.weights(1);
		for (int i = 0; i < 100_000; i++) {
			weights.put("encoder." + i, FloatTensor.of(new float[0], 0));
		}
		TinyBert.write(this.directory, weights, (name) -> name);
		assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> TinyBert.FACTORY.inspect(this.directory))
			.withMessageContaining("encoder.0 [0] is not expected")
			.withMessageEndingWith("; and 99990 more");
	}

	/**
	 * I32 needs as many bytes as F32, so only a name in the header changes.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "I32", "U32" })
	void integerWeightsAreRejected(String type) throws Exception {
		TinyBert.write(this.directory);
		Path file = this.directory.resolve("model.safetensors");
		String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
		Files.writeString(file, bytes.replace("\"F32\"", "\"" + type + "\""), StandardCharsets.ISO_8859_1);
		assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> TinyBert.FACTORY.inspect(this.directory))
			.withMessageContaining("embeddings.word_embeddings.weight is " + type + ", expected floating point numbers")
			.withMessageContaining("; and ")
			.withMessageEndingWith(" more");
	}

	@Test
	void messagesContainTheFolderWithoutItsFullPath() throws Exception {
		TinyBert.write(this.directory);
		Files.writeString(this.directory.resolve("model.safetensors"),
				"version https://git-lfs.github.com/spec/v1\noid sha256:0\n");
		assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> TinyBert.FACTORY.inspect(this.directory))
			.withMessageStartingWith(this.directory.getFileName() + "/model.safetensors is a Git LFS pointer");
		Files.writeString(this.directory.resolve("model.safetensors"), "too short");
		assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> TinyBert.FACTORY.inspect(this.directory))
			.withMessageStartingWith(this.directory.getFileName() + "/model.safetensors: not a safetensors file");
	}

	@Test
	void longNamesAreQuotedInPart() {
		Map<String, FloatTensor> weights = TinyBert.weights(1);
		weights.put("encoder." + "n".repeat(40_000), FloatTensor.of(new float[] { 1 }, 1));
		TinyBert.write(this.directory, weights, (name) -> name);
		assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> TinyBert.FACTORY.inspect(this.directory))
			.withMessageContaining("encoder.nnn")
			.withMessageContaining("... [1] is not expected")
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(1000));
	}

	@Test
	void duplicateParametersAreRejected() {
		Map<String, FloatTensor> weights = TinyBert.weights(1);
		weights.put("bert.embeddings.LayerNorm.gamma", FloatTensor.of(new float[32], 32));
		TinyBert.write(this.directory, weights, (name) -> name);
		assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> TinyBert.FACTORY.inspect(this.directory))
			.withMessageContaining("are the same parameter");
	}

	@Test
	void missingFilesAreNamed() throws Exception {
		assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> TinyBert.FACTORY.inspect(this.directory))
			.withMessageContaining("config.json");
		TinyBert.write(this.directory);
		Files.delete(this.directory.resolve("model.safetensors"));
		assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> TinyBert.FACTORY.inspect(this.directory))
			.withMessageContaining("model.safetensors");
	}

	@Test
	void damagedFilesAreReadOrRejectedByName() throws Exception {
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
