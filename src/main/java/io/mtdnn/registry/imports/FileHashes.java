package io.mtdnn.registry.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.mtdnn.files.Digests;

/** Hashes and sizes of the files of a directory. */
final class FileHashes {

	private FileHashes() {
	}

	/** SHA-256 of each file by its name. */
	static Map<String, String> of(Path directory) {
		Map<String, String> hashes = new TreeMap<>();
		for (Path file : files(directory)) {
			try {
				hashes.put(file.getFileName().toString(), Digests.sha256(file));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return hashes;
	}

	/** SHA-256 of what {@code sha256sum} prints for the files, in the order of names. */
	static String together(Map<String, String> hashes) {
		StringBuilder lines = new StringBuilder();
		new TreeMap<>(hashes).forEach((file, hash) -> lines.append(hash).append("  ").append(file).append('\n'));
		return Digests.sha256(lines.toString());
	}

	/** Bytes of all files. */
	static long size(Path directory) {
		return files(directory).stream().mapToLong((file) -> file.toFile().length()).sum();
	}

	private static List<Path> files(Path directory) {
		try (Stream<Path> files = Files.list(directory)) {
			return files.filter(Files::isRegularFile).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
