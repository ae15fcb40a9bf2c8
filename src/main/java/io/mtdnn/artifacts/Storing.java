package io.mtdnn.artifacts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** File operations that are still true after a power cut. */
final class Storing {

	private Storing() {
	}

	/** Copies the files of a manifest from one directory into a new one, and syncs them. */
	static void copy(Manifest manifest, Path from, Path to) throws IOException {
		for (String file : manifest.files().keySet()) {
			Path target = to.resolve(file);
			Files.createDirectories(target.getParent());
			Files.copy(from.resolve(file), target, StandardCopyOption.REPLACE_EXISTING);
			sync(target);
		}
		sync(to);
	}

	/** Writes a file whole or not at all. */
	static void write(Path file, byte[] content) throws IOException {
		Files.createDirectories(file.getParent());
		Path temporary = Files.createTempFile(file.getParent(), ".writing-", "");
		try {
			Files.write(temporary, content);
			sync(temporary);
			Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			sync(file.getParent());
		}
		finally {
			Files.deleteIfExists(temporary);
		}
	}

	static void sync(Path path) throws IOException {
		try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
			channel.force(true);
		}
	}

	/** What to say when an artifact cannot be stored; full disks are named as such. */
	static UncheckedIOException failure(String key, Path where, IOException cause) {
		boolean full = cause instanceof FileSystemException problem && problem.getReason() != null
				&& isFull(problem.getReason()) || isFull(String.valueOf(cause.getMessage()));
		String message = full ? "'" + key + "' could not be stored: no space left in " + where
				: "'" + key + "' could not be stored: " + cause;
		return new UncheckedIOException(new IOException(message, cause));
	}

	private static boolean isFull(String message) {
		return message.contains("No space left") || message.contains("not enough space")
				|| message.contains("Disk quota exceeded");
	}

}
