package io.mtdnn.pretrained;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import io.mtdnn.model.BertConfig;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.InferenceModel;
import io.mtdnn.model.ModelDescription;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.model.ModelFormatException;
import io.mtdnn.model.SafeTensors;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.model.TrainableModelSettings;
import io.mtdnn.task.Task;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/** The archives that the build fetches, and what a user may put beside them. */
class ShippedEncodersTests {

	private static final Path ARCHIVES = Path.of(System.getProperty("mtdnn.test.archives", "target/encoder-archives"));

	private final JsonMapper json = JsonMapper.builder().build();

	@TempDir
	Path root;

	@TempDir
	Path outside;

	@Test
	void miniLmBecomesAHuggingFaceDirectory() throws IOException {
		Path directory = encoders(ARCHIVES).directory("minilm-l6-uncased");
		JsonNode config = this.json.readTree(Files.readAllBytes(directory.resolve("config.json")));
		assertThat(config.path("num_hidden_layers").asInt()).isEqualTo(6);
		assertThat(config.path("hidden_size").asInt()).isEqualTo(384);
		assertThat(config.path("num_attention_heads").asInt()).isEqualTo(12);
		assertThat(config.path("vocab_size").asInt()).isEqualTo(30522);
		try (SafeTensors weights = SafeTensors.open(directory.resolve("model.safetensors"))) {
			assertThat(weights.shapes()).containsEntry("bert.encoder.layer.5.intermediate.dense.weight",
					new long[] { 1536, 384 });
			assertThat(weights.shapes()).containsEntry("bert.encoder.layer.5.output.dense.weight",
					new long[] { 384, 1536 });
			FloatTensor norm = weights.floats("bert.encoder.layer.0.output.LayerNorm.weight");
			assertThat(mean(norm)).isBetween(0.3, 1.5);
		}
		List<String> vocabulary = Files.readAllLines(directory.resolve("vocab.txt"));
		assertThat(vocabulary).hasSize(30522).startsWith("[PAD]").contains("##ing", "lighthouse");
		assertThat(this.json.readTree(Files.readAllBytes(directory.resolve("tokenizer.json"))).path("truncation").isNull())
			.isTrue();
	}

	@Test
	void conversionHappensOnceWhoeverAsks() throws Exception {
		EncoderCatalog first = encoders(ARCHIVES);
		EncoderCatalog second = encoders(ARCHIVES);
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			List<Callable<Path>> asks = List.of(() -> first.directory("minilm-l6-uncased"),
					() -> second.directory("minilm-l6-uncased"), () -> first.directory("minilm-l6-uncased"));
			for (Future<Path> answer : threads.invokeAll(asks)) {
				assertThat(answer.get()).isEqualTo(this.root.resolve("minilm-l6-uncased"));
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(visible()).containsExactly("minilm-l6-uncased");
	}

	@Test
	void bertBaseCasedHasGooglesWeights() throws IOException {
		Assumptions.assumeTrue(Files.exists(ARCHIVES.resolve("bert-base-cased.jar")), "bert-base-cased was not fetched");
		Path directory = encoders(ARCHIVES).directory("bert-base-cased");
		try (SafeTensors weights = SafeTensors.open(directory.resolve("model.safetensors"))) {
			assertThat(weights.shapes()).containsEntry("bert.embeddings.word_embeddings.weight",
					new long[] { 28996, 768 });
			assertThat(weights.shapes()).containsKeys("cls.predictions.bias", "bert.pooler.dense.weight");
			FloatTensor words = weights.floats("bert.embeddings.word_embeddings.weight");
			assertThat((double) words.data().get(0)).isCloseTo(-0.0005, within(0.0001));
		}
		assertThat(Files.readAllLines(directory.resolve("vocab.txt"))).hasSize(28996);
	}

	@Test
	void damagedArchiveIsRefusedAndLeavesNothing() throws IOException {
		Path archives = Files.createDirectory(this.root.resolve("archives"));
		byte[] bytes = Files.readAllBytes(ARCHIVES.resolve("minilm-l6-uncased.jar"));
		Files.write(archives.resolve("minilm-l6-uncased.jar"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
		EncoderCatalog encoders = new EncoderDirectories(this.root.resolve("encoders"),
				ShippedEncoder.all(List.of(archives), this.json), new AnyModels());
		assertThatExceptionOfType(EncoderException.class).isThrownBy(() -> encoders.directory("minilm-l6-uncased"))
			.withMessageContaining("minilm-l6-uncased");
		assertThat(this.root.resolve("encoders/minilm-l6-uncased")).doesNotExist();
	}

	@Test
	void unknownAndUnfetchedEncodersSayWhatThereIsAndWhatToDo() throws IOException {
		Files.createDirectories(this.root.resolve("my-bert"));
		EncoderCatalog encoders = encoders(this.root.resolve("nothing"));
		assertThat(encoders.names()).containsExactly("my-bert");
		assertThatExceptionOfType(EncoderException.class).isThrownBy(() -> encoders.directory("roberta"))
			.withMessage("unknown encoder 'roberta'; at hand are: my-bert");
		assertThatExceptionOfType(EncoderException.class).isThrownBy(() -> encoders.directory("bert-base-cased"))
			.withMessageContaining("./mvnw -Pbert-base-cased generate-resources");
	}

	@Test
	void namesAreNotPathsAndLinksDoNotLeadOut() throws IOException {
		EncoderCatalog encoders = encoders(this.root.resolve("nothing"));
		for (String name : List.of("../x", "/etc", "a/b", "a\\b", "..", ".hidden", "", "x".repeat(101))) {
			assertThatExceptionOfType(EncoderException.class).isThrownBy(() -> encoders.directory(name))
				.withMessageContaining("unknown encoder");
		}
		Path outside = Files.createDirectory(this.outside.resolve("encoder"));
		Files.createSymbolicLink(this.root.resolve("link"), outside);
		assertThatExceptionOfType(EncoderException.class).isThrownBy(() -> encoders.directory("link"))
			.withMessageContaining("leads out");
	}

	@Test
	void picklesAreNeverLoaded() throws IOException {
		Path directory = Files.createDirectories(this.root.resolve("pickled"));
		Files.write(directory.resolve("pytorch_model.bin"), new byte[] { 1 });
		assertThatExceptionOfType(EncoderException.class)
			.isThrownBy(() -> encoders(this.root.resolve("nothing")).directory("pickled"))
			.withMessageContaining("pickle");
	}

	@Test
	void directoryWhoseTensorsDoNotFitIsRefusedByName() throws IOException {
		Path directory = Files.createDirectories(this.root.resolve("odd"));
		Files.write(directory.resolve("model.safetensors"), new byte[] { 1 });
		EncoderCatalog encoders = new EncoderDirectories(this.root, List.of(), new AnyModels() {

			@Override
			public BertConfig inspect(Path encoderDirectory) {
				throw new ModelFormatException("bert.pooler is [2, 3] instead of [3, 3]");
			}

		});
		assertThatExceptionOfType(EncoderException.class).isThrownBy(() -> encoders.directory("odd"))
			.withMessage("encoder 'odd' cannot be used: bert.pooler is [2, 3] instead of [3, 3]");
	}

	private EncoderCatalog encoders(Path archives) {
		return new EncoderDirectories(this.root, ShippedEncoder.all(List.of(archives), this.json), new AnyModels());
	}

	private List<String> visible() throws IOException {
		try (Stream<Path> entries = Files.list(this.root)) {
			return entries.map((entry) -> entry.getFileName().toString())
				.filter((name) -> !name.endsWith(".lock"))
				.toList();
		}
	}

	private static double mean(FloatTensor tensor) {
		double sum = 0;
		for (int i = 0; i < tensor.data().limit(); i++) {
			sum += tensor.data().get(i);
		}
		return sum / tensor.data().limit();
	}

	/** Accepts every directory. */
	private static class AnyModels implements ModelFactory {

		@Override
		public BertConfig inspect(Path encoderDirectory) {
			return null;
		}

		@Override
		public TrainableModel openForTraining(Path encoderDirectory, List<Task> tasks,
				TrainableModelSettings settings) {
			throw new AssertionError("encoders are not opened here");
		}

		@Override
		public InferenceModel openForInference(Path bundleDirectory) {
			throw new AssertionError("encoders are not opened here");
		}

		@Override
		public ModelDescription describe(Path bundleDirectory) {
			throw new AssertionError("encoders are not opened here");
		}

		@Override
		public void writeBundle(Path bundleDirectory, Path encoderDirectory, TrainableModel model,
				ModelDescription description) {
			throw new AssertionError("encoders are not opened here");
		}

	}

}
