package io.mtdnn.datasets.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.mtdnn.datasets.definitions.Declared;
import io.mtdnn.datasets.definitions.DefinitionException;
import io.mtdnn.datasets.definitions.EntryCheck;
import io.mtdnn.datasets.definitions.Origin;
import io.mtdnn.datasets.definitions.YamlEntries;
import io.mtdnn.files.GivenFile;
import io.mtdnn.task.Fault;

/**
 * The datasets that a {@code dataset.yml} in a sub-folder of the data folder declares.
 * The folder is searched at each use, so that no restart is required.
 */
final class FolderDatasets implements Supplier<List<Declared>> {

	private static final String FILE = "dataset.yml";

	private final Path dataFolder;

	FolderDatasets(Path dataFolder) {
		this.dataFolder = dataFolder;
	}

	@Override
	public List<Declared> get() {
		List<Declared> found = new ArrayList<>();
		if (Files.isDirectory(this.dataFolder)) {
			try (Stream<Path> folders = Files.list(this.dataFolder)) {
				folders.filter((folder) -> Files.isRegularFile(folder.resolve(FILE)))
					.sorted()
					.forEach((folder) -> found.add(read(folder)));
			}
			catch (IOException ex) {
				return found;
			}
		}
		return found;
	}

	private Declared read(Path folder) {
		String name = folder.getFileName().toString();
		String file = name + "/" + FILE;
		try {
			if (!folder.resolve(FILE).toRealPath().startsWith(this.dataFolder.toRealPath())) {
				return Declared.faulty(name, file,
						List.of(new Fault(null, "is a link that points outside the data folder")));
			}
			return Declared.of(EntryCheck.definition(
					YamlEntries.read(GivenFile.readText(folder.resolve(FILE), YamlEntries.MAX_SIZE)), name, name,
					Origin.FOLDER), file);
		}
		catch (DefinitionException ex) {
			return Declared.faulty(name, file, ex.faults());
		}
		catch (IOException ex) {
			return Declared.faulty(name, file, List.of(new Fault(null, ex.getMessage())));
		}
	}

}
