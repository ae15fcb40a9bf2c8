package io.mtdnn.artifacts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import io.mtdnn.files.Flush;
import io.mtdnn.storage.NoSpaceException;
import io.mtdnn.files.FullDisk;

/** File operations that survive a power failure. */
final class Storing {

	private Storing() {
	}

	/**
	 * Copies the files of a manifest from one directory into a new one, and flushes them
	 * with the directories that contain them.
	 */
	static void copy(StoredObject manifest, Path from, Path to) throws IOException {
		for (String file : manifest.files().keySet()) {
			Path target = to.resolve(file);
			Files.createDirectories(target.getParent());
			Files.copy(from.resolve(file), target, StandardCopyOption.REPLACE_EXISTING);
		}
		Flush.tree(to);
	}

	/**
	 * Creates the exception for an artifact that could not be stored. Its message states
	 * whether the disk is full.
	 */
	static UncheckedIOException failure(String key, Path where, IOException cause) {
		String message = (cause.getCause() instanceof NoSpaceException)
				? "'" + key + "' could not be stored: " + cause.getMessage()
				: FullDisk.caused(cause) ? "'" + key + "' could not be stored: no space left in " + where
						: "'" + key + "' could not be stored: " + cause;
		return new UncheckedIOException(new IOException(message, cause));
	}

}
