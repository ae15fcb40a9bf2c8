package io.mtdnn.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import org.springframework.util.FileSystemUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A trained model's directory: the Hugging Face layout and {@code mtdnn.json}. */
final class ModelBundle {

	private static final String DESCRIPTION = "mtdnn.json";

	private static final List<String> COPIED = List.of("tokenizer.json", "tokenizer_config.json", "vocab.txt",
			"special_tokens_map.json");

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private ModelBundle() {
	}

	static ModelDescription describe(Path bundle) {
		Path file = bundle.resolve(DESCRIPTION);
		try {
			return JSON.readValue(Files.readAllBytes(file), ModelDescription.class);
		}
		catch (IOException | JacksonException ex) {
			throw new ModelFormatException(file + ": cannot be read: " + ex.getMessage(), ex);
		}
	}

	/** Writes beside the place and renames, so that a bundle under its name is always whole. */
	static void write(Path bundle, Path encoder, TrainableModel model, ModelDescription description) {
		Path partial = bundle.resolveSibling("." + bundle.getFileName() + ".partial");
		try {
			FileSystemUtils.deleteRecursively(partial);
			Files.createDirectories(partial);
			BertConfig.read(encoder.resolve(EncoderCheckpoint.CONFIG)).write(partial.resolve(EncoderCheckpoint.CONFIG));
			for (String name : COPIED) {
				if (Files.exists(encoder.resolve(name))) {
					Files.copy(encoder.resolve(name), partial.resolve(name));
				}
			}
			Files.write(partial.resolve(DESCRIPTION), JSON.writeValueAsBytes(description));
			model.saveWeights(partial.resolve(EncoderCheckpoint.WEIGHTS));
			FileSystemUtils.deleteRecursively(bundle);
			Files.move(partial, bundle, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot write " + bundle, ex);
		}
	}

}
