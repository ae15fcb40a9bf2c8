package io.mtdnn.datasets.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.mtdnn.datasets.definitions.FileSet;
import io.mtdnn.datasets.reading.FileFormatException;

/** Finds files below the data folder only. */
final class DataFolder {

	private final Path root;

	DataFolder(Path root) {
		this.root = root;
	}

	/** The folder as configured. */
	Path root() {
		return this.root;
	}

	boolean exists() {
		return Files.isDirectory(this.root);
	}

	/**
	 * Looks for a file, plain or with .gz.
	 * @param folders sub-folders in order, "" for the folder itself; case does not matter
	 * @param name file name, or path below a folder
	 * @throws FileFormatException when the name, or a link behind it, leads out of the
	 * data folder
	 */
	Optional<Path> find(List<String> folders, String name) throws IOException {
		requireInside(name);
		for (String folder : folders) {
			for (Path directory : directories(folder)) {
				for (String candidate : List.of(name, name + ".gz")) {
					Path file = directory.resolve(candidate);
					if (Files.isRegularFile(file)) {
						requireNoLinkOut(file);
						return Optional.of(file);
					}
				}
			}
		}
		return Optional.empty();
	}

	private static void requireInside(String name) throws FileFormatException {
		if (!FileSet.isInside(name)) {
			throw new FileFormatException("is not the name of a file below the data folder");
		}
	}

	private void requireNoLinkOut(Path file) throws IOException {
		if (!file.toRealPath().startsWith(this.root.toRealPath())) {
			throw new FileFormatException("is a link that points outside the data folder");
		}
	}

	/**
	 * All folders of that name in upper or lower case: an empty one must not hide another
	 * that has the file.
	 */
	private List<Path> directories(String folder) throws IOException {
		List<Path> directories = List.of(this.root);
		for (String segment : folder.split("/")) {
			if (!segment.isEmpty()) {
				List<Path> children = new ArrayList<>();
				for (Path parent : directories) {
					children.addAll(children(parent, segment));
				}
				directories = children;
			}
		}
		return directories;
	}

	/** Sub-folders of a name, the one that is spelt alike first. */
	private static List<Path> children(Path parent, String name) throws IOException {
		if (!Files.isDirectory(parent)) {
			return List.of();
		}
		Comparator<Path> alike = Comparator.comparing((path) -> !path.getFileName().toString().equals(name));
		try (Stream<Path> children = Files.list(parent)) {
			return children.filter((path) -> path.getFileName().toString().equalsIgnoreCase(name))
				.filter(Files::isDirectory)
				.sorted(alike.thenComparing(Comparator.naturalOrder()))
				.toList();
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

}
