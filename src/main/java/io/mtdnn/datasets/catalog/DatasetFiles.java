package io.mtdnn.datasets.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import io.mtdnn.datasets.DatasetException;
import io.mtdnn.datasets.Split;
import io.mtdnn.datasets.catalog.DatasetDefinition.Layout;
import io.mtdnn.datasets.catalog.DatasetsProperties.FileNames;
import io.mtdnn.datasets.reading.FileFormatException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/**
 * Where the files of a dataset are: by configured name, else by official name, else
 * (samples) within the service.
 */
final class DatasetFiles {

	private static final String SAMPLES = "sample-data";

	private final DataFolder folder;

	private final DatasetsProperties properties;

	DatasetFiles(DataFolder folder, DatasetsProperties properties) {
		this.folder = folder;
		this.properties = properties;
	}

	/**
	 * The file of a split.
	 * @throws DatasetException when there is none; the message says which names were
	 * looked for and where
	 */
	Location locate(DatasetDefinition dataset, Split split) {
		return find(dataset, split).orElseThrow(() -> missing(dataset, split));
	}

	/** The file of a split, where there is one. */
	Optional<Location> find(DatasetDefinition dataset, Split split) {
		if (dataset.sample()) {
			Layout layout = dataset.layouts().get(0);
			Path path = Path.of(SAMPLES, layout.folders().get(0), layout.file(split));
			String resource = String.join("/", SAMPLES, layout.folders().get(0), layout.file(split));
			return Optional.of(new Location(path, new ClassPathResource(resource)));
		}
		String configured = configured(dataset, split);
		if (configured != null) {
			return find(dataset, folders(dataset), configured);
		}
		return layout(dataset).map((layout) -> layout.file(split))
			.flatMap((name) -> find(dataset, folders(dataset, name), name));
	}

	/**
	 * The first layout that is complete, else the first with a training file, else with
	 * an evaluation file.
	 */
	private Optional<Layout> layout(DatasetDefinition dataset) {
		Layout best = null;
		int most = 0;
		for (Layout layout : dataset.layouts()) {
			int found = (has(dataset, layout, Split.TRAIN) ? 2 : 0) + (has(dataset, layout, Split.EVALUATION) ? 1 : 0);
			if (found > most) {
				best = layout;
				most = found;
			}
		}
		return Optional.ofNullable(best);
	}

	private boolean has(DatasetDefinition dataset, Layout layout, Split split) {
		String name = layout.file(split);
		return name != null && find(dataset, layout.folders(), name).isPresent();
	}

	private Optional<Location> find(DatasetDefinition dataset, List<String> folders, String name) {
		try {
			return this.folder.find(folders, name).map((path) -> new Location(path, new FileSystemResource(path)));
		}
		catch (IOException ex) {
			throw new DatasetException(dataset.name(), "dataset '" + dataset.name() + "': '" + name + "' "
					+ ((ex instanceof FileFormatException) ? ex.getMessage() : "cannot be looked for (" + ex + ")"),
					List.of(), ex);
		}
	}

	private String configured(DatasetDefinition dataset, Split split) {
		// an environment variable cannot hold the dash:
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
		dataset.layouts().forEach((layout) -> folders.addAll(layout.folders()));
		return List.copyOf(folders);
	}

	private static List<String> folders(DatasetDefinition dataset, String name) {
		return dataset.layouts()
			.stream()
			.filter((layout) -> name.equals(layout.train()) || name.equals(layout.evaluation()))
			.findFirst()
			.map(Layout::folders)
			.orElseGet(() -> folders(dataset));
	}

	private DatasetException missing(DatasetDefinition dataset, Split split) {
		String what = (split == Split.TRAIN) ? "training" : "evaluation";
		StringBuilder message = new StringBuilder("dataset '" + dataset.name() + "' has no " + what + " file: ");
		if (!this.folder.exists()) {
			message.append("there is no folder ").append(this.folder.root()).append(" (mtdnn.data-dir)");
		}
		else {
			message.append("looked in ")
				.append(this.folder.root())
				.append(" for ")
				.append(wanted(dataset, split))
				.append(" (folders in upper or lower case)");
		}
		String setting = (split == Split.TRAIN) ? ".train" : ".evaluation";
		message.append("; other names: mtdnn.datasets.files.").append(dataset.name()).append(setting);
		return new DatasetException(dataset.name(), message.toString());
	}

	private String wanted(DatasetDefinition dataset, Split split) {
		String configured = configured(dataset, split);
		if (configured != null) {
			return configured + " (also .gz) in " + describe(folders(dataset));
		}
		StringBuilder wanted = new StringBuilder();
		for (Layout layout : layout(dataset).map(List::of).orElse(dataset.layouts())) {
			if (layout.file(split) != null) {
				wanted.append((wanted.length() > 0) ? ", or " : "")
					.append(layout.file(split))
					.append(" (also .gz) in ")
					.append(describe(layout.folders()));
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
	 */
	record Location(Path path, Resource resource) {

		String name() {
			return this.path.getFileName().toString();
		}

	}

}
