package io.mtdnn.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Flushes files to the device (fsync), so that they survive a power failure. */
public final class Flush {

	private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

	private Flush() {
	}

	/**
	 * Flushes a file's content, including that of a read-only file, except on Windows,
	 * which flushes only writable files.
	 */
	public static void file(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file,
				WINDOWS ? StandardOpenOption.WRITE : StandardOpenOption.READ)) {
			channel.force(true);
		}
	}

	/**
	 * Flushes the names in a directory. Windows does this automatically and cannot open
	 * directories.
	 */
	public static void directory(Path directory) throws IOException {
		if (!WINDOWS) {
			try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
				channel.force(true);
			}
		}
	}

	/**
	 * Creates a directory and those above it that do not exist, and flushes their names.
	 */
	public static void createDirectories(Path directory) throws IOException {
		Path parent = directory.toAbsolutePath().getParent();
		if (parent != null && !Files.isDirectory(directory)) {
			createDirectories(parent);
			Files.createDirectories(directory);
			directory(parent);
		}
	}

	/** Flushes a directory with all files and directories in it. */
	public static void tree(Path root) throws IOException {
		List<Path> paths;
		try (Stream<Path> all = Files.walk(root)) {
			paths = all.toList();
		}
		for (Path path : paths) {
			if (Files.isDirectory(path)) {
				directory(path);
			}
			else {
				file(path);
			}
		}
	}

}
