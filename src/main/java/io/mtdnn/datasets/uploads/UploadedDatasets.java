package io.mtdnn.datasets.uploads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.mtdnn.artifacts.ArtifactStore;
import io.mtdnn.artifacts.DamagedArtifactException;
import io.mtdnn.datasets.Split;
import io.mtdnn.datasets.definitions.DatasetEntry;
import io.mtdnn.datasets.definitions.Declared;
import io.mtdnn.datasets.definitions.DefinitionException;
import io.mtdnn.datasets.definitions.EntryCheck;
import io.mtdnn.datasets.definitions.Origin;
import io.mtdnn.task.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores definitions and files in the artifact store. Changes by other nodes become
 * visible within a few seconds.
 */
public final class UploadedDatasets implements Supplier<List<Declared>> {

	/** The interval at which a node queries the store. */
	private static final Duration REMEMBERED = Duration.ofSeconds(3);

	private static final String ROOT = "datasets/";

	private static final String DEFINITION = "definition";

	private static final String DEFINITION_FILE = "definition.json";

	private static final Logger logger = LoggerFactory.getLogger(UploadedDatasets.class);

	private final ArtifactStore store;

	private final JsonMapper json;

	private final Cache<String, List<Declared>> declared;

	private volatile List<Declared> last = List.of();

	public UploadedDatasets(ArtifactStore store, JsonMapper json, Ticker ticker) {
		this.store = store;
		this.json = json;
		this.declared = Caffeine.newBuilder().expireAfterWrite(REMEMBERED).ticker(ticker).build();
	}

	/** The declarations; the last known ones while the store cannot be reached. */
	@Override
	public List<Declared> get() {
		return this.declared.get(ROOT, (root) -> {
			try {
				this.last = read();
			}
			catch (UncheckedIOException ex) {
				logger.warn("The uploaded datasets cannot be listed: {}", ex.getMessage());
			}
			return this.last;
		});
	}

	private List<Declared> read() {
		String end = "/" + DEFINITION;
		return this.store.keys(ROOT)
			.stream()
			.filter((key) -> key.endsWith(end))
			.map((key) -> read(key.substring(ROOT.length(), key.length() - end.length())))
			.flatMap(Optional::stream)
			.toList();
	}

	private Optional<Declared> read(String name) {
		String source = "the uploaded definition";
		try {
			return entry(name)
				.map((entry) -> Declared.of(EntryCheck.definition(entry, name, name, Origin.UPLOAD), source));
		}
		catch (DefinitionException ex) {
			return Optional.of(Declared.faulty(name, source, ex.faults()));
		}
		catch (JacksonException | DamagedArtifactException ex) {
			return Optional
				.of(Declared.faulty(name, source, List.of(new Fault(null, "is damaged: " + ex.getMessage()))));
		}
	}

	/** Whether there is an uploaded definition of that name, whatever its state. */
	public boolean isDeclared(String name) {
		return exists(key(name, DEFINITION));
	}

	/** Whether there is a file of a split, whatever its state. */
	public boolean contains(String name, Split split) {
		return exists(key(name, part(split)));
	}

	private boolean exists(String key) {
		return this.store.keys(key).contains(key);
	}

	/** The uploaded definition; empty if there is none. */
	public Optional<DatasetEntry> entry(String name) {
		try {
			Path file = this.store.fetch(key(name, DEFINITION)).resolve(DEFINITION_FILE);
			return Optional.of(this.json.readValue(Files.readAllBytes(file), DatasetEntry.class));
		}
		catch (NoSuchElementException ex) {
			return Optional.empty();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The file of a split; empty when there is none. */
	public Optional<Path> file(String name, Split split) {
		try (Stream<Path> files = Files.list(this.store.fetch(key(name, part(split))))) {
			return files.filter((file) -> file.getFileName().toString().startsWith(part(split))).findFirst();
		}
		catch (NoSuchElementException ex) {
			return Optional.empty();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Stores a definition, in a directory that is empty. */
	public void define(String name, DatasetEntry entry, Path directory) {
		try {
			Files.write(directory.resolve(DEFINITION_FILE), this.json.writeValueAsBytes(entry));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		store(name, DEFINITION, directory);
	}

	/**
	 * Stores the file of a split.
	 * @param directory holds the file alone, whose name begins with that of the split
	 */
	public void put(String name, Split split, Path directory) {
		store(name, part(split), directory);
	}

	private void store(String name, String part, Path directory) {
		this.store.put(key(name, part), directory);
		forget();
	}

	/** Waits for a list that is being read, since it may lack the change. */
	private void forget() {
		this.declared.invalidate(ROOT);
	}

	/**
	 * Removes a dataset, its definition first, so that an incomplete dataset is never
	 * visible.
	 */
	public void delete(String name) {
		for (String part : List.of(DEFINITION, part(Split.TRAIN), part(Split.EVALUATION))) {
			this.store.delete(key(name, part));
		}
		forget();
	}

	private static String key(String name, String part) {
		return ROOT + name + "/" + part;
	}

	/** The name of a split in keys, addresses and file names. */
	public static String part(Split split) {
		return split.name().toLowerCase(Locale.ROOT);
	}

}
