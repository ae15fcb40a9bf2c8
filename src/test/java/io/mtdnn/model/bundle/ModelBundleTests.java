package io.mtdnn.model.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.mtdnn.model.ModelDescription;
import io.mtdnn.model.ModelFormatException;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.model.safetensors.SafeTensors;
import io.mtdnn.model.torch.TinyBert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ModelBundleTests {

	private static final ModelDescription DESCRIPTION = new ModelDescription("tiny", TinyBert.TASKS, 48, 8, 16, -1.25,
			Map.of("seed", 42, "data", List.of(Map.of("name", "squad-v2", "sha256", "ab"))));

	@TempDir
	Path directory;

	@Test
	void aBundleHasTheHuggingFaceLayoutAndADescription() throws IOException {
		Path encoder = TinyBert.write(this.directory.resolve("encoder"));
		Path bundle = this.directory.resolve("models").resolve("m1");
		write(bundle, encoder);
		assertThat(files(bundle)).containsExactly("config.json", "model.safetensors", "mtdnn.json");
		assertThat(TinyBert.FACTORY.describe(bundle)).isEqualTo(DESCRIPTION);
		assertThat(TinyBert.FACTORY.inspect(bundle)).isEqualTo(TinyBert.CONFIG);
		try (SafeTensors weights = SafeTensors.open(bundle.resolve("model.safetensors"))) {
			assertThat(weights.metadata()).containsEntry("format", "pt");
			assertThat(weights.shapes()).containsKeys("heads.squad-v2.weight", "heads.squad-v2.bias",
					"heads.swag.weight", "heads.mnli.bias", "encoder.layer.1.attention.self.key.weight");
			assertThat(weights.floats("encoder.layer.1.attention.self.key.weight").data())
				.isEqualTo(TinyBert.weights(7).get("encoder.layer.1.attention.self.key.weight").data());
		}
	}

	@Test
	void aBundleCanBeTrainedFurther() {
		Path encoder = TinyBert.write(this.directory.resolve("encoder"));
		Path bundle = this.directory.resolve("m1");
		write(bundle, encoder);
		try (TrainableModel model = TinyBert.open(bundle, TinyBert.settings(0))) {
			assertThat(model.accumulate(TinyBert.qa(1), 1, 1)).isPositive();
		}
	}

	@Test
	void anUnreadableDescriptionIsNamed() throws IOException {
		Files.writeString(this.directory.resolve("mtdnn.json"), "{\"tasks\":[{\"name\":\"\"}]}");
		assertThatExceptionOfType(ModelFormatException.class)
			.isThrownBy(() -> TinyBert.FACTORY.describe(this.directory))
			.withMessageContaining("mtdnn.json");
	}

	private static void write(Path bundle, Path encoder) {
		try (TrainableModel model = TinyBert.open(encoder, TinyBert.settings(0))) {
			TinyBert.FACTORY.writeBundle(bundle, encoder, model, DESCRIPTION);
		}
	}

	private static List<String> files(Path directory) throws IOException {
		try (var files = Files.list(directory)) {
			return files.map((file) -> file.getFileName().toString()).sorted().toList();
		}
	}

}
