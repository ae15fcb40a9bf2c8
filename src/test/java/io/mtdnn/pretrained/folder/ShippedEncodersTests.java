package io.mtdnn.pretrained.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import io.mtdnn.model.EncoderConfig;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.encoder.EncoderConfigFile;
import io.mtdnn.model.safetensors.SafeTensors;
import io.mtdnn.pretrained.archive.TinyEncoder;
import io.mtdnn.tokenization.huggingface.HuggingFaceTokenizerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

/** The archives that the build downloads. */
class ShippedEncodersTests {

	private static final Path ARCHIVES = Path.of(System.getProperty("mtdnn.test.archives", "target/encoder-archives"));

	@TempDir
	private Path encoders;

	@Test
	void miniLmIsConverted() throws IOException {
		Path directory = convert("minilm-l6-uncased");
		assertThat(EncoderConfigFile.read(directory.resolve("config.json")))
			.isEqualTo(EncoderConfig.bert(30522, 384, 6, 12, 1536, 512, 2, 1e-12));
		List<String> vocabulary = Files.readAllLines(directory.resolve("vocab.txt"));
		assertThat(vocabulary).hasSize(30522).startsWith("[PAD]").endsWith("##\uff5e");
		assertThat(vocabulary.get(101)).isEqualTo("[CLS]");
		assertThat(Files.readString(directory.resolve("tokenizer_config.json"))).contains("\"do_lower_case\" : true");
		try (SafeTensors weights = SafeTensors.open(directory.resolve("model.safetensors"))) {
			assertThat(weights.shapes()).hasSize(5 + 6 * 16 + 2);
			assertThat(weights.shapes().get("encoder.layer.5.intermediate.dense.weight")).containsExactly(1536, 384);
			assertThat(weights.shapes().get("encoder.layer.5.output.dense.weight")).containsExactly(384, 1536);
			// Read from the archive with other means: the initialiser is [384, 1536]
			// there, the value in row 2, column 5.
			assertThat(value(weights, "encoder.layer.0.intermediate.dense.weight", 5, 2)).isEqualTo(0.0645999f);
			assertThat(value(weights, "embeddings.word_embeddings.weight", 8, 5)).isEqualTo(0.032806396f);
			assertSpread(weights, "encoder.layer.0.intermediate.dense.weight", -0.0020311, 0.0643584);
			assertSpread(weights, "embeddings.LayerNorm.weight", 0.6168082, 0.0419182);
			assertSpread(weights, "embeddings.word_embeddings.weight", 0.0000118, 0.0556233);
		}
	}

	@Test
	void bertBaseCasedIsConverted() throws IOException {
		assumeThat(ARCHIVES.resolve("bert-base-cased.jar")).exists();
		Path directory = convert("bert-base-cased");
		assertThat(EncoderConfigFile.read(directory.resolve("config.json")))
			.isEqualTo(EncoderConfig.bert(28996, 768, 12, 12, 3072, 512, 2, 1e-12));
		List<String> vocabulary = Files.readAllLines(directory.resolve("vocab.txt"));
		assertThat(vocabulary).hasSize(28996).startsWith("[PAD]");
		assertThat(vocabulary.get(101)).isEqualTo("[CLS]");
		assertThat(Files.readString(directory.resolve("tokenizer_config.json"))).contains("\"do_lower_case\" : false");
		try (SafeTensors weights = SafeTensors.open(directory.resolve("model.safetensors"))) {
			assertThat(weights.shapes()).hasSize(204);
			assertThat(weights.shapes().get("bert.encoder.layer.11.intermediate.dense.weight")).containsExactly(3072,
					768);
			assertThat(weights.shapes().get("cls.predictions.transform.dense.weight")).containsExactly(768, 768);
			assertThat(weights.shapes().get("cls.predictions.bias")).containsExactly(28996);
			assertThat(value(weights, "bert.encoder.layer.0.intermediate.dense.weight", 5, 2)).isEqualTo(0.0231472235f);
			assertThat(TinyEncoder.values(weights.floats("bert.embeddings.LayerNorm.bias"))).startsWith(-0.010793288f,
					-0.011809886f, -0.046137061f);
			assertSpread(weights, "bert.encoder.layer.0.intermediate.dense.weight", -0.0000041, 0.0333091);
		}
	}

	private static float value(SafeTensors weights, String name, int row, int column) {
		FloatTensor matrix = weights.floats(name);
		return matrix.data().get(row * (int) matrix.shape()[1] + column);
	}

	private static void assertSpread(SafeTensors weights, String name, double mean, double deviation) {
		float[] values = TinyEncoder.values(weights.floats(name));
		double sum = 0;
		double squares = 0;
		for (float value : values) {
			sum += value;
			squares += (double) value * value;
		}
		double actual = sum / values.length;
		assertThat(actual).as("mean of " + name).isCloseTo(mean, within(1e-6));
		assertThat(Math.sqrt(squares / values.length - actual * actual)).as("deviation of " + name)
			.isCloseTo(deviation, within(1e-6));
	}

	private Path convert(String name) {
		return new FolderEncoderCatalog(
				new EncoderFolder(this.encoders, TinyEncoder.MODELS, new HuggingFaceTokenizerFactory()),
				List.of(ARCHIVES), ShippedEncoder.ALL, Clock.systemUTC())
			.directory(name);
	}

}
