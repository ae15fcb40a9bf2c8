package io.mtdnn.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** Directories with all that is in them. */
public final class Trees {

	private static final Logger logger = LoggerFactory.getLogger(Trees.class);

	private Trees() {
	}

	/** Deletes a file or directory, if it exists. */
	public static void delete(Path root) throws IOException {
		FileSystemUtils.deleteRecursively(root);
	}

	/** Deletes what nothing refers to; a failure is logged. */
	public static void deleteQuietly(Path root) {
		try {
			delete(root);
		}
		catch (IOException ex) {
			logger.warn("Could not delete {}: {}", root, ex.toString());
		}
	}

	/**
	 * Makes a second directory of the same files, which must not be modified from then on. They take no more space where
	 * the file system has hard links, and are copied where it has none.
	 * @param target a directory that exists and is empty
	 */
	public static void link(Path source, Path target) throws IOException {
		List<Path> files;
		try (Stream<Path> all = Files.walk(source)) {
			files = all.filter(Files::isRegularFile).toList();
		}
		for (Path file : files) {
			Path place = target.resolve(source.relativize(file).toString());
			Files.createDirectories(place.getParent());
			linkOrCopy(file, place);
		}
	}

	private static void linkOrCopy(Path file, Path place) throws IOException {
		try {
			Files.createLink(place, file);
		}
		catch (FileAlreadyExistsException ex) {
			throw ex;
		}
		catch (UnsupportedOperationException | FileSystemException ex) {
			Files.copy(file, place);
		}
	}

}
