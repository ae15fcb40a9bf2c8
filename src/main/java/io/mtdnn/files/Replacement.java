package io.mtdnn.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Writes files and directories under a temporary name in the target's directory and then
 * renames them, so that readers find either the old or the complete new content, even
 * after a crash of the process or the machine. Temporary names, which a crash can leave
 * behind, begin with a dot and end in {@code .partial}.
 */
public final class Replacement {

	private static final String PARTIAL = ".partial";

	private static final String REPLACED = "-replaced" + PARTIAL;

	private Replacement() {
	}

	/**
	 * Replaces a file, or creates it and the directories above it. Several processes may
	 * replace the same file; the last one wins.
	 * @param writer writes the content to the given file, which exists and is empty
	 */
	public static void file(Path target, Writer writer) throws IOException {
		Path directory = Objects.requireNonNull(target.toAbsolutePath().getParent());
		Flush.createDirectories(directory);
		Path partial = Files.createTempFile(directory, "." + target.getFileName() + "-", PARTIAL);
		try {
			writer.write(partial);
			Flush.file(partial);
			Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			Flush.directory(directory);
		}
		finally {
			Files.deleteIfExists(partial);
		}
	}

	/** Replaces a file with this content. */
	public static void file(Path target, byte[] content) throws IOException {
		file(target, (partial) -> Files.write(partial, content));
	}

	/**
	 * Replaces a directory and everything in it, or creates it. Only one process at a
	 * time may do so.
	 * @param writer writes files to the given directory, which exists and is empty
	 */
	public static void directory(Path target, Writer writer) throws IOException {
		Path parent = Objects.requireNonNull(target.toAbsolutePath().getParent());
		Path partial = parent.resolve("." + target.getFileName() + PARTIAL);
		Path replaced = parent.resolve("." + target.getFileName() + REPLACED);
		try {
			restore(replaced, target);
			Trees.delete(partial);
			Flush.createDirectories(partial);
			writer.write(partial);
			Flush.tree(partial);
			Trees.delete(replaced);
			if (Files.exists(target)) {
				Files.move(target, replaced, StandardCopyOption.ATOMIC_MOVE);
			}
			Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
			Flush.directory(parent);
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
		finally {
			restore(replaced, target);
			Trees.deleteQuietly(partial);
			Trees.deleteQuietly(replaced);
		}
	}

	/**
	 * Moves a directory back whose replacement failed, or whose process died, before the
	 * new one had its name.
	 */
	private static void restore(Path replaced, Path target) throws IOException {
		if (Files.exists(replaced) && !Files.exists(target)) {
			Files.move(replaced, target, StandardCopyOption.ATOMIC_MOVE);
		}
	}

	/** Whether a file or directory was left behind by an unfinished replacement. */
	public static boolean unfinished(Path path) {
		String name = path.getFileName().toString();
		return name.startsWith(".") && name.endsWith(PARTIAL);
	}

	/**
	 * Removes files of unfinished replacements from a directory, and restores
	 * subdirectories that have not got their new content. Must not be called during a
	 * replacement.
	 */
	public static void removeUnfinished(Path directory) throws IOException {
		if (!Files.isDirectory(directory)) {
			return;
		}
		List<Path> left;
		try (Stream<Path> entries = Files.list(directory)) {
			left = entries.filter(Replacement::unfinished).toList();
		}
		for (Path path : left) {
			String name = path.getFileName().toString();
			if (name.endsWith(REPLACED)) {
				restore(path, directory.resolve(name.substring(1, name.length() - REPLACED.length())));
			}
			Trees.delete(path);
		}
	}

	/** Writes to a path. */
	@FunctionalInterface
	public interface Writer {

		void write(Path path) throws IOException;

	}

}
