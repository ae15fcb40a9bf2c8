package io.mtdnn.training.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import io.mtdnn.files.Trees;

/**
 * The small files of an encoder (configuration and tokenizer) in a run's own directory
 * for as long as an attempt lasts, so that every model of the run gets the tokenizer that
 * its data were encoded with.
 */
final class EncoderCopy implements AutoCloseable {

	private static final String WEIGHTS = ".safetensors";

	private final Path directory;

	private EncoderCopy(Path directory) {
		this.directory = directory;
	}

	/** Copies all of the files but the weights. */
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
			throw new UncheckedIOException("the encoder's tokenizer cannot be copied: " + ex.getMessage(), ex);
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
