package io.mtdnn.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.mtdnn.task.TokenSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Nothing native may pile up, whether over steps, answers or models. Resident memory is what an operator would see. */
@EnabledOnOs(OS.LINUX)
class NativeMemoryTests {

	private static final long MEGABYTE = 1 << 20;

	@TempDir
	Path directory;

	@Test
	void trainingIsFlatOverTwoThousandSteps() throws IOException {
		Path encoder = TinyBert.write(this.directory.resolve("encoder"));
		try (TrainableModel model = TinyBert.open(encoder, TinyBert.settings(0.1))) {
			steps(model, 500);
			long before = residentBytes();
			steps(model, 2000);
			assertThat(residentBytes() - before).isLessThan(45 * MEGABYTE);
		}
	}

	/** One row of hidden states that leaked per call would be 60 MB here. */
	@Test
	void answeringIsFlat() throws IOException {
		Path encoder = TinyBert.write(this.directory.resolve("encoder"));
		List<TokenSequence> rows = TinyBert.rows(new Random(1), 48, 40, 31);
		try (InferenceModel model = TinyBert.open(encoder, TinyBert.settings(0.1))) {
			answers(model, rows, 1000);
			long before = residentBytes();
			answers(model, rows, 4000);
			assertThat(residentBytes() - before).isLessThan(45 * MEGABYTE);
		}
	}

	@Test
	void closingFreesTheWeights() throws IOException {
		Path encoder = this.directory.resolve("encoder");
		BertConfig config = new BertConfig(60_000, 128, 1, 2, 256, 64, 2, 1e-12);
		Map<String, FloatTensor> weights = new LinkedHashMap<>();
		EncoderNames.shapes(config)
			.forEach((slot) -> weights.put(slot.name(), FloatTensor.of(new float[slot.size()], slot.shape())));
		Files.createDirectories(encoder);
		config.write(encoder.resolve("config.json"));
		SafeTensors.write(encoder.resolve("model.safetensors"), weights, Map.of());
		openAndClose(encoder, 3);
		long before = residentBytes();
		openAndClose(encoder, 20);
		assertThat(residentBytes() - before).as("one model takes 120 MB with its optimiser").isLessThan(300 * MEGABYTE);
	}

	private static void openAndClose(Path encoder, int times) {
		for (int i = 0; i < times; i++) {
			TinyBert.open(encoder, TinyBert.settings(0)).close();
		}
	}

	private static void steps(TrainableModel model, int count) {
		for (int i = 0; i < count; i++) {
			model.accumulate((i % 2 == 0) ? TinyBert.qa(i) : TinyBert.choice(i), i, 1);
			model.update(1e-4);
		}
	}

	private static void answers(InferenceModel model, List<TokenSequence> rows, int count) {
		for (int i = 0; i < count; i++) {
			model.spans("squad-v2", rows);
		}
	}

	/** The heap of Java in the tests' shared process comes and goes by some 30 MB; free native memory is given back. */
	private static long residentBytes() throws IOException {
		System.gc();
		NativeHeap.ofThisProcess().passed(Integer.MAX_VALUE);
		return Files.readAllLines(Path.of("/proc/self/status"))
			.stream()
			.filter((line) -> line.startsWith("RssAnon"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
			.findFirst()
			.orElseThrow();
	}

}
