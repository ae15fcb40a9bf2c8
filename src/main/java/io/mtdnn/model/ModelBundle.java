package io.mtdnn.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A trained model's directory: the Hugging Face layout and {@code mtdnn.json}. */
final class ModelBundle {

	private static final String DESCRIPTION = "mtdnn.json";

	/** The files of a bundle's tokenizer, of which only the first is always there. */
	static final List<String> TOKENIZER_FILES = List.of("tokenizer.json", "tokenizer_config.json", "vocab.txt",
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

	static byte[] json(ModelDescription description) {
		return JSON.writeValueAsBytes(description);
	}

	/**
	 * Writes a bundle's files but those of its tokenizer into a directory that is empty
	 * or does not exist.
	 */
	static void write(Path bundle, Path encoder, TrainableModel model, ModelDescription description) {
		try {
			Files.createDirectories(bundle);
			BertConfig.read(encoder.resolve(EncoderCheckpoint.CONFIG)).write(bundle.resolve(EncoderCheckpoint.CONFIG));
			Files.write(bundle.resolve(DESCRIPTION), json(description));
			model.saveWeights(bundle.resolve(EncoderCheckpoint.WEIGHTS));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot write " + bundle, ex);
		}
	}

}
