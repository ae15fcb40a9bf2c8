package io.mtdnn.training.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import io.mtdnn.files.Trees;

/**
 * A copy of an encoder's configuration and tokenizer in the run's directory for the
 * duration of an attempt, so that every model of the run contains the tokenizer with
 * which its data were encoded.
 */
final class EncoderCopy implements AutoCloseable {

	private static final String WEIGHTS = ".safetensors";

	private final Path directory;

	private EncoderCopy(Path directory) {
		this.directory = directory;
	}

	/** Copies all files except the weights. */
	static EncoderCopy of(Path encoder, Set<String> files, Path directory) {
		try {
			Trees.delete(directory);
			Files.createDirectories(directory);
			for (String file : files) {
				if (!file.endsWith(WEIGHTS)) {
					Files.copy(encoder.resolve(file), directory.resolve(file));
				}
			}
			return new EncoderCopy(directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("could not copy the encoder's tokenizer: " + ex.getMessage(), ex);
		}
	}

	Path directory() {
		return this.directory;
	}

	@Override
	public void close() {
		Trees.deleteQuietly(this.directory);
	}

}
