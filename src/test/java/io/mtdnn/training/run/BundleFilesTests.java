package io.mtdnn.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.mtdnn.model.ModelDescription;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.model.torch.TinyBert;
import io.mtdnn.tokenization.WordTokenizer;
import io.mtdnn.training.checkpoint.RunState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class BundleFilesTests {

	@TempDir
	private Path directory;

	@Test
	void theWeightsOfAStepAreWrittenOnce() throws IOException {
		Path encoder = TinyBert.write(this.directory.resolve("encoder"));
		ModelDescription template = new ModelDescription("tiny", TinyBert.TASKS, 48, 8, 16, 0, Map.of());
		BundleFiles bundles = new BundleFiles(TinyBert.FACTORY, encoder, new WordTokenizer(), this.directory, template);
		try (TrainableModel model = TinyBert.open(encoder, TinyBert.settings(0))) {
			Path last = bundles.write("last", model, state(5), Map.of("selection", "last"), List.of());
			Path best = bundles.write("best", model, state(5), Map.of("selection", "best"), List.of());
			assertThat(Files.isSameFile(weights(last), weights(best))).isTrue();
			assertThat(TinyBert.FACTORY.describe(last).provenance()).containsEntry("selection", "last");
			assertThat(TinyBert.FACTORY.describe(best).provenance()).containsEntry("selection", "best");

			model.accumulate(TinyBert.qa(1), 1, 1);
			byte[] before = Files.readAllBytes(weights(best));
			last = bundles.write("last", model, state(10), Map.of("selection", "last"), List.of());
			assertThat(Files.isSameFile(weights(last), weights(best))).isFalse();
			assertThat(weights(best)).hasBinaryContent(before);
		}
	}

	private static Path weights(Path bundle) {
		return bundle.resolve("model.safetensors");
	}

	private static RunState state(int step) {
		return new RunState("plan", step, 1, false, List.of(), null, 0, null, null);
	}

}
