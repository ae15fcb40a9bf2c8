package io.mtdnn.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file that an evaluation stored in a bundle; there is one for each dataset, which its
 * name contains.
 *
 * @param path the file
 * @param dataset the dataset
 */
public record EvaluationFile(Path path, String dataset) {

	/**
	 * The files of one kind in a bundle, sorted by dataset; none in bundles of versions
	 * that did not write them.
	 * @param prefix part of the name before the dataset
	 * @param suffix part of the name after the dataset
	 */
	public static List<EvaluationFile> list(Path bundle, String prefix, String suffix) {
		try (Stream<Path> files = Files.list(bundle)) {
			return files.filter((file) -> {
				String name = name(file);
				return name.startsWith(prefix) && name.endsWith(suffix);
			})
				.map((file) -> new EvaluationFile(file,
						name(file).substring(prefix.length(), name(file).length() - suffix.length())))
				.sorted((a, b) -> a.dataset().compareTo(b.dataset()))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String name(Path file) {
		return String.valueOf(file.getFileName());
	}

}
