package io.mtdnn.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** Operations on whole directory trees. */
public final class Trees {

	private static final Logger logger = LoggerFactory.getLogger(Trees.class);

	private static final int MOST_VANISHED = 10_000;

	private Trees() {
	}

	/**
	 * Deletes a file or directory, if it exists. Several threads may delete the same one.
	 */
	public static void delete(Path root) throws IOException {
		for (int vanished = 0;; vanished++) {
			try {
				FileSystemUtils.deleteRecursively(root);
				return;
			}
			catch (NoSuchFileException ex) {
				// another thread was faster; the rest remains
				if (vanished == MOST_VANISHED) {
					throw ex;
				}
			}
		}
	}

	/** Copies a directory and everything in it to another one, which may exist. */
	public static void copy(Path from, Path to) throws IOException {
		FileSystemUtils.copyRecursively(from, to);
	}

	/**
	 * Gives a file a second name by a hard link, or copies it on file systems without
	 * hard links. Afterwards, neither may be written in place.
	 */
	public static void link(Path existing, Path link) throws IOException {
		try {
			Files.createLink(link, existing);
		}
		catch (UnsupportedOperationException | FileSystemException ex) {
			Files.copy(existing, link);
		}
	}

	/** Deletes an unreferenced file or directory; logs failures. */
	public static void deleteQuietly(Path root) {
		try {
			delete(root);
		}
		catch (IOException ex) {
			logger.warn("Could not delete {}: {}", root, ex.toString());
		}
	}

}
