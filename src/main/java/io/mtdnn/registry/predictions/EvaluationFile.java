package io.mtdnn.registry.predictions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.mtdnn.registry.ModelMismatchException;
import io.mtdnn.registry.RegisteredModel;
import org.jspecify.annotations.Nullable;

/**
 * A file that an evaluation stored in a bundle, one for each dataset.
 *
 * @param path the file
 * @param dataset the dataset
 */
public record EvaluationFile(Path path, String dataset) {

	/**
	 * The file of one dataset.
	 * @param dataset the evaluated dataset; null when there is only one
	 * @param prefix what its name begins with
	 * @param suffix what its name ends with
	 * @throws ModelMismatchException when there is no such file
	 */
	static EvaluationFile find(RegisteredModel model, Path bundle, @Nullable String dataset, String prefix,
			String suffix) {
		List<EvaluationFile> files = list(bundle, prefix, suffix);
		if (dataset == null && files.size() == 1) {
			return files.get(0);
		}
		return files.stream()
			.filter((file) -> file.dataset().equals(dataset))
			.findFirst()
			.orElseThrow(() -> new ModelMismatchException("dataset",
					files.isEmpty() ? "model '" + model.id()
							+ "' was not evaluated on questions, or by an earlier version, so it has no such file"
							: "name one of the datasets that the model was evaluated on: "
									+ String.join(", ", files.stream().map(EvaluationFile::dataset).toList())));
	}

	private static List<EvaluationFile> list(Path bundle, String prefix, String suffix) {
		try (Stream<Path> files = Files.list(bundle)) {
			return files.filter((file) -> {
				String name = file.getFileName().toString();
				return name.startsWith(prefix) && name.endsWith(suffix);
			}).sorted().map((file) -> {
				String name = file.getFileName().toString();
				return new EvaluationFile(file, name.substring(prefix.length(), name.length() - suffix.length()));
			}).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
