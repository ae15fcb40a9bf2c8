package io.mtdnn.datasets.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

import io.mtdnn.artifacts.DamagedArtifactException;
import io.mtdnn.datasets.DatasetException;
import io.mtdnn.datasets.Split;
import io.mtdnn.datasets.catalog.DatasetsProperties.FileNames;
import io.mtdnn.datasets.definitions.DatasetDefinition;
import io.mtdnn.datasets.definitions.FileKind;
import io.mtdnn.datasets.definitions.FileSet;
import io.mtdnn.datasets.definitions.Origin;
import io.mtdnn.datasets.reading.FileFormatException;
import io.mtdnn.datasets.uploads.UploadedDatasets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/**
 * Finds the files of a dataset: by configured name, otherwise by the names in its
 * definition, otherwise (samples) within the service.
 */
final class DatasetFiles {

	private static final String SAMPLES = "sample-data";

	private final DataFolder folder;

	private final DatasetsProperties properties;

	private final BiFunction<String, Split, Optional<Path>> uploads;

	/**
	 * Places of files.
	 * @param uploads the uploaded file of a dataset's split
	 */
	DatasetFiles(DataFolder folder, DatasetsProperties properties, BiFunction<String, Split, Optional<Path>> uploads) {
		this.uploads = uploads;
		this.folder = folder;
		this.properties = properties;
	}

	/**
	 * The file of a split.
	 * @throws DatasetException when it does not exist; the message states which names
	 * were searched and where
	 */
	Location locate(DatasetDefinition dataset, Split split) {
		return find(dataset, split).orElseThrow(() -> missing(dataset, split));
	}

	/** The file of a split, if there is one. */
	Optional<Location> find(DatasetDefinition dataset, Split split) {
		if (dataset.trainingOnly() && split == Split.EVALUATION) {
			return Optional.empty();
		}
		if (dataset.origin() == Origin.SAMPLE) {
			FileSet set = dataset.files().get(0);
			String resource = String.join("/", SAMPLES, set.folders().get(0), set.file(split));
			return Optional.of(new Location(Path.of(resource), new ClassPathResource(resource), set));
		}
		if (dataset.origin() == Origin.UPLOAD) {
			FileSet set = dataset.files().get(0);
			Split stored = (set.evaluationShare() > 0) ? Split.TRAIN : split;
			return uploaded(dataset, stored).map((path) -> new Location(path, new FileSystemResource(path), set));
		}
		String configured = configured(dataset, split);
		if (configured != null) {
			return find(dataset, withName(dataset, configured), folders(dataset), configured);
		}
		return complete(dataset).flatMap((set) -> find(dataset, set, split));
	}

	private Optional<Path> uploaded(DatasetDefinition dataset, Split split) {
		try {
			return this.uploads.apply(dataset.name(), split);
		}
		catch (DamagedArtifactException ex) {
			throw new DatasetException(dataset.name(),
					"dataset '" + dataset.name() + "': its uploaded " + UploadedDatasets.part(split)
							+ " file cannot be used: " + ex.fault()
							+ "; delete the dataset, declare it again and send its files",
					List.of(), ex);
		}
	}

	private Optional<Location> find(DatasetDefinition dataset, FileSet set, Split split) {
		String name = set.file(split);
		return (name != null) ? find(dataset, set, set.folders(), name) : Optional.empty();
	}

	private Optional<Location> find(DatasetDefinition dataset, FileSet set, List<String> folders, String name) {
		try {
			return this.folder.find(folders, name).map((path) -> new Location(path, new FileSystemResource(path), set));
		}
		catch (IOException ex) {
			throw new DatasetException(dataset.name(), "dataset '" + dataset.name() + "': '" + name + "' "
					+ ((ex instanceof FileFormatException) ? ex.getMessage() : "cannot be looked up (" + ex + ")"),
					List.of(), ex);
		}
	}

	/**
	 * The first complete set of files, otherwise the first with a training file,
	 * otherwise with an evaluation file.
	 */
	private Optional<FileSet> complete(DatasetDefinition dataset) {
		FileSet best = null;
		int most = 0;
		for (FileSet set : dataset.files()) {
			int found = (find(dataset, set, Split.TRAIN).isPresent() ? 2 : 0)
					+ (find(dataset, set, Split.EVALUATION).isPresent() ? 1 : 0);
			if (found > most) {
				best = set;
				most = found;
			}
		}
		return Optional.ofNullable(best);
	}

	/** The set of files that a file with another name is read as. */
	private static FileSet withName(DatasetDefinition dataset, String name) {
		boolean lines = name.replaceFirst("\\.gz$", "").endsWith(".jsonl");
		return dataset.files()
			.stream()
			.filter((set) -> lines == (set.format().kind() == FileKind.JSON_LINES))
			.findFirst()
			.orElse(dataset.files().get(0));
	}

	private @Nullable String configured(DatasetDefinition dataset, Split split) {
		// An environment variable cannot hold the dash:
		// MTDNN_DATASETS_FILES_SQUADV2_TRAIN
		String plain = dataset.name().replace("-", "");
		for (String name : List.of(dataset.name(), plain)) {
			FileNames names = this.properties.files().get(name.toLowerCase(Locale.ROOT));
			if (names != null && names.of(split) != null) {
				return names.of(split);
			}
		}
		return null;
	}

	private static List<String> folders(DatasetDefinition dataset) {
		Set<String> folders = new LinkedHashSet<>(List.of(""));
		dataset.files().forEach((set) -> folders.addAll(set.folders()));
		return List.copyOf(folders);
	}

	private DatasetException missing(DatasetDefinition dataset, Split split) {
		if (dataset.trainingOnly() && split == Split.EVALUATION) {
			return new DatasetException(dataset.name(), "dataset '" + dataset.name()
					+ "' has no evaluation rows, because it is declared with 'trainingOnly'");
		}
		String what = (split == Split.TRAIN) ? "training" : "evaluation";
		if (dataset.origin() == Origin.UPLOAD) {
			return new DatasetException(dataset.name(),
					"dataset '" + dataset.name() + "' has no " + what + " file: send it with PUT /datasets/"
							+ dataset.name() + "/" + split.name().toLowerCase(Locale.ROOT));
		}
		StringBuilder message = new StringBuilder("dataset '" + dataset.name() + "' has no " + what + " file: ");
		if (!this.folder.exists()) {
			message.append("there is no folder ").append(this.folder.root()).append(" (mtdnn.data-dir)");
		}
		else {
			message.append("looked in ")
				.append(this.folder.root())
				.append(" for ")
				.append(wanted(dataset, split))
				.append(" (folder names in upper or lower case)");
		}
		if (dataset.origin() == Origin.OFFICIAL) {
			String setting = (split == Split.TRAIN) ? ".train" : ".evaluation";
			message.append("; to use other file names, set mtdnn.datasets.files.")
				.append(dataset.name())
				.append(setting);
		}
		return new DatasetException(dataset.name(), message.toString());
	}

	private String wanted(DatasetDefinition dataset, Split split) {
		String configured = configured(dataset, split);
		if (configured != null) {
			return configured + " (also .gz) in " + describe(folders(dataset));
		}
		StringBuilder wanted = new StringBuilder();
		for (FileSet set : complete(dataset).map(List::of).orElse(dataset.files())) {
			if (set.file(split) != null) {
				wanted.append((wanted.length() > 0) ? ", or " : "")
					.append(set.file(split))
					.append(" (also .gz) in ")
					.append(describe(set.folders()));
			}
		}
		return wanted.toString();
	}

	private static String describe(List<String> folders) {
		return String.join(", ", folders.stream().map((name) -> name.isEmpty() ? "itself" : name + "/").toList());
	}

	/**
	 * A file that was found.
	 *
	 * @param path its path, for people and hashes
	 * @param resource its bytes
	 * @param set the set of files that it belongs to
	 */
	record Location(Path path, Resource resource, FileSet set) {

		String name() {
			return this.path.getFileName().toString();
		}

		/** A value that changes when the file does. */
		String state() {
			try {
				return this.path + " " + this.resource.contentLength() + " " + this.resource.lastModified();
			}
			catch (IOException ex) {
				return this.path + " " + ex;
			}
		}

	}

}
