package io.mtdnn.model.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

import io.mtdnn.model.EncoderFiles;
import io.mtdnn.model.ModelDescription;
import io.mtdnn.model.ModelFormatException;
import io.mtdnn.model.encoder.EncoderConfigFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes bundles: directories in the Hugging Face layout with
 * {@code mtdnn.json}.
 */
public final class ModelBundle {

	public static final String DESCRIPTION = "mtdnn.json";

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private ModelBundle() {
	}

	public static ModelDescription describe(Path bundle) {
		Path file = bundle.resolve(DESCRIPTION);
		try {
			return JSON.readValue(Files.readAllBytes(file), ModelDescription.class);
		}
		catch (IOException | JacksonException ex) {
			throw new ModelFormatException(file + ": cannot be read: " + ex.getMessage(), ex);
		}
	}

	public static byte[] json(ModelDescription description) {
		return JSON.writeValueAsBytes(description);
	}

	/**
	 * Writes a bundle's files except those of its tokenizer to a directory that is empty
	 * or does not exist.
	 * @param encoder directory whose configuration the bundle gets
	 * @param weights writes the weights to the given file
	 */
	public static void write(Path bundle, Path encoder, Consumer<Path> weights, ModelDescription description) {
		try {
			Files.createDirectories(bundle);
			EncoderConfigFile.write(bundle.resolve(EncoderFiles.CONFIG),
					EncoderConfigFile.read(encoder.resolve(EncoderFiles.CONFIG)));
			Files.write(bundle.resolve(DESCRIPTION), json(description));
			weights.accept(bundle.resolve(EncoderFiles.WEIGHTS));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot write " + bundle, ex);
		}
	}

}
