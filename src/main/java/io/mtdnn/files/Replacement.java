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
 * Writes files and directories under a temporary name beside their place and renames
 * them, so that a reader finds either the old content or all of the new one, also after
 * the process or the machine has died. What a process that died left under a temporary
 * name begins with a dot and ends in {@code .partial}.
 */
public final class Replacement {

	private static final String PARTIAL = ".partial";

	private Replacement() {
	}

	/**
	 * Replaces a file, or creates it and the directories above it. Several processes may
	 * replace the same file; the last one wins.
	 * @param writer writes the content to the file that it is given, which exists and is
	 * empty
	 */
	public static void file(Path target, Writer writer) throws IOException {
		Path directory = Objects.requireNonNull(target.toAbsolutePath().getParent());
		Files.createDirectories(directory);
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

	/** Replaces a file by this content. */
	public static void file(Path target, byte[] content) throws IOException {
		file(target, (partial) -> Files.write(partial, content));
	}

	/**
	 * Replaces a directory with all that is in it, or creates it. One process at a time
	 * may do so.
	 * @param writer writes files into the directory that it is given, which exists and is
	 * empty
	 */
	public static void directory(Path target, Writer writer) throws IOException {
		Path parent = Objects.requireNonNull(target.toAbsolutePath().getParent());
		Path partial = parent.resolve("." + target.getFileName() + PARTIAL);
		Path replaced = parent.resolve("." + target.getFileName() + "-replaced" + PARTIAL);
		try {
			Trees.delete(partial);
			Files.createDirectories(partial);
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
			Trees.deleteQuietly(partial);
			Trees.deleteQuietly(replaced);
		}
	}

	/** Whether a file or directory is what an unfinished replacement has left. */
	public static boolean unfinished(Path path) {
		String name = path.getFileName().toString();
		return name.startsWith(".") && name.endsWith(PARTIAL);
	}

	/**
	 * Removes what unfinished replacements have left in a directory. To be called when
	 * none is under way.
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
			Trees.delete(path);
		}
	}

	/** Writes to a path. */
	@FunctionalInterface
	public interface Writer {

		void write(Path path) throws IOException;

	}

}
