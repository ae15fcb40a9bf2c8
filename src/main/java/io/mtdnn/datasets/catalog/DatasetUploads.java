package io.mtdnn.datasets.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.mtdnn.artifacts.DamagedArtifactException;
import io.mtdnn.datasets.Dataset;
import io.mtdnn.datasets.DatasetConflictException;
import io.mtdnn.datasets.DatasetException;
import io.mtdnn.datasets.DatasetNotFoundException;
import io.mtdnn.datasets.DatasetUses;
import io.mtdnn.datasets.MalformedRow;
import io.mtdnn.datasets.Split;
import io.mtdnn.datasets.catalog.DatasetFiles.Location;
import io.mtdnn.datasets.definitions.DatasetDefinition;
import io.mtdnn.datasets.definitions.DatasetEntry;
import io.mtdnn.datasets.definitions.Declared;
import io.mtdnn.datasets.definitions.DefinitionException;
import io.mtdnn.datasets.definitions.EntryCheck;
import io.mtdnn.datasets.definitions.FileKind;
import io.mtdnn.datasets.definitions.Origin;
import io.mtdnn.datasets.uploads.UploadedDatasets;
import io.mtdnn.files.Staging;
import org.springframework.core.io.FileSystemResource;
import tools.jackson.core.JacksonException;

/**
 * Accepts uploaded datasets. A file is checked while it arrives and stored only if all of
 * it is valid; an incomplete or malformed upload leaves nothing behind.
 */
public final class DatasetUploads {

	private static final int LISTED = 100;

	private final Definitions definitions;

	private final FileDatasetCatalog catalog;

	private final UploadedDatasets store;

	private final DatasetUses uses;

	private final Staging staging;

	private final Function<InputStream, InputStream> bounds;

	/**
	 * Uploads.
	 * @param staging where files arrive
	 * @param bounds ends a stream when it is too long or the disk fills up
	 */
	DatasetUploads(Definitions definitions, FileDatasetCatalog catalog, UploadedDatasets store, DatasetUses uses,
			Staging staging, Function<InputStream, InputStream> bounds) {
		this.definitions = definitions;
		this.catalog = catalog;
		this.store = store;
		this.uses = uses;
		this.staging = staging;
		this.bounds = bounds;
	}

	/**
	 * Declares a dataset or changes its definition. Its files are kept and read according
	 * to the new definition.
	 * @return whether that changed anything
	 * @throws DefinitionException with all faults
	 * @throws DatasetConflictException when the name is taken, or a job has used the
	 * dataset
	 */
	public boolean define(String name, DatasetEntry entry) {
		DatasetDefinition definition = EntryCheck.definition(entry, name, name, Origin.UPLOAD);
		requireName(name, definition);
		requireFree(name);
		requireTrained(definition);
		if (this.store.isDeclared(name)) {
			if (isStored(name, entry)) {
				return false;
			}
			requireUnused(name, false, "redefined");
		}
		else {
			// what an upload has stored while the dataset was deleted
			this.store.delete(name);
		}
		this.staging.with((directory) -> {
			this.store.define(name, entry, directory);
			return null;
		});
		return true;
	}

	/** Requires the dataset that an evaluation set belongs to, and its labels. */
	private void requireTrained(DatasetDefinition definition) {
		DatasetDefinition trained;
		try {
			trained = this.definitions.trained(definition);
		}
		catch (DatasetException ex) {
			throw new DefinitionException("evaluationOf", String.valueOf(ex.getMessage()));
		}
		try {
			if (!trained.labels().isEmpty()) {
				trained.values(definition, trained.labels());
			}
		}
		catch (DatasetException ex) {
			throw new DefinitionException("labels", String.valueOf(ex.getMessage()));
		}
	}

	/** Whether the stored definition is this one; false if it is damaged. */
	private boolean isStored(String name, DatasetEntry entry) {
		try {
			return this.store.entry(name).filter(entry::equals).isPresent();
		}
		catch (JacksonException | DamagedArtifactException ex) {
			return false;
		}
	}

	private static void requireName(String name, DatasetDefinition definition) {
		if (!definition.name().equals(name)) {
			throw new DefinitionException("name",
					"the address already contains the name '" + name + "'; leave the name out");
		}
		if (definition.files().size() != 1 || definition.files().get(0).train() != null
				|| definition.files().get(0).evaluation() != null) {
			throw new DefinitionException("files",
					"send the files with PUT /datasets/" + name + "/train and .../evaluation; leave their names out");
		}
	}

	/** Rejects names that other sources declare. */
	private void requireFree(String name) {
		Declared declared = this.definitions.all().get(name);
		if (declared != null && (declared.definition() == null || declared.definition().origin() != Origin.UPLOAD)
				&& !this.store.isDeclared(name)) {
			throw new DatasetConflictException("'" + name + "' is declared by " + declared.source()
					+ "; choose another name for the uploaded dataset");
		}
	}

	/**
	 * Stores the file of a split.
	 * @param maxSkippedRows maximum number of malformed rows to skip
	 * @throws DatasetException when the dataset is not an uploaded one, or the file is
	 * invalid
	 * @throws DatasetConflictException when a job has used another file
	 * @throws IOException when the stream breaks off
	 */
	public Upload upload(String name, Split split, InputStream in, int maxSkippedRows) throws IOException {
		DatasetDefinition dataset = uploaded(name);
		if (split == Split.EVALUATION && dataset.files().get(0).evaluationShare() > 0) {
			throw new DatasetConflictException("'" + name + "' takes its evaluation rows from the training file");
		}
		if (split == Split.EVALUATION && dataset.trainingOnly()) {
			throw new DatasetConflictException(
					"'" + name + "' is declared with 'trainingOnly', so it cannot have an evaluation file");
		}
		if (split == Split.TRAIN && dataset.evaluationOnly()) {
			throw new DatasetConflictException("'" + name + "' is for evaluation only");
		}
		try {
			return this.staging.with((directory) -> {
				try {
					return receive(dataset, split, in, maxSkippedRows, directory);
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

	private Upload receive(DatasetDefinition dataset, Split split, InputStream in, int maxSkippedRows, Path directory)
			throws IOException {
		Path file = directory.resolve(fileName(dataset, split));
		Dataset read;
		try (OutputStream out = Files.newOutputStream(file)) {
			Location location = new Location(file, new FileSystemResource(file), dataset.files().get(0));
			read = this.catalog.read(dataset, split, location, new CopyStream(this.bounds.apply(in), out),
					maxSkippedRows);
		}
		boolean changed = !isStored(dataset.name(), split, file);
		if (changed) {
			if (this.store.contains(dataset.name(), split)) {
				requireUnused(dataset.name(), false, "given another file");
			}
			requireSame(dataset);
			this.store.put(dataset.name(), split, directory);
		}
		List<String> skipped = read.skipped().stream().limit(LISTED).map(MalformedRow::toString).toList();
		return new Upload(dataset.name(), UploadedDatasets.part(split), read.examples().size(), read.task().labels(),
				skipped, Files.size(file), changed);
	}

	/**
	 * Requires the definition by which the file was checked; a large file takes minutes
	 * to arrive.
	 */
	private void requireSame(DatasetDefinition dataset) {
		DatasetDefinition now = this.store.entry(dataset.name())
			.map((entry) -> EntryCheck.definition(entry, dataset.name(), dataset.name(), Origin.UPLOAD))
			.orElse(null);
		if (!dataset.equals(now)) {
			throw new DatasetConflictException("'" + dataset.name() + "' was " + ((now != null)
					? "redefined while its file arrived; send the file again" : "deleted while its file arrived"));
		}
	}

	/** Whether the stored file of a split is this one; false if it is damaged. */
	private boolean isStored(String name, Split split, Path file) {
		try {
			Optional<Path> stored = this.store.file(name, split);
			return stored.isPresent() && Files.mismatch(stored.get(), file) < 0;
		}
		catch (DamagedArtifactException | IOException ex) {
			return false;
		}
	}

	private static String fileName(DatasetDefinition dataset, Split split) {
		FileKind kind = dataset.files().get(0).format().kind();
		return UploadedDatasets.part(split) + switch (kind) {
			case SQUAD -> ".json";
			case CSV -> ".csv";
			case TSV -> ".tsv";
			case JSON_LINES -> ".jsonl";
		};
	}

	/**
	 * Removes an uploaded dataset, even if its definition is damaged or hidden by another
	 * one of the same name.
	 * @throws DatasetConflictException when a job may still read it
	 */
	public void delete(String name) {
		if (!this.store.isDeclared(name)) {
			uploaded(name);
		}
		requireUnused(name, true, "deleted");
		this.store.delete(name);
	}

	private DatasetDefinition uploaded(String name) {
		Declared declared = this.definitions.all().get(name);
		if (declared == null) {
			throw new DatasetNotFoundException(name, this.definitions.names());
		}
		if (declared.definition() == null || declared.definition().origin() != Origin.UPLOAD) {
			throw new DatasetConflictException("'" + name + "' is declared by " + declared.source()
					+ "; only files of uploaded datasets can be uploaded or deleted");
		}
		return declared.definition();
	}

	private void requireUnused(String name, boolean unfinished, String what) {
		this.uses.job(name, unfinished).ifPresent((job) -> {
			throw new DatasetConflictException("'" + name + "' cannot be " + what + ", because job " + job
					+ (unfinished ? " uses it" : " has used it; choose another name, or delete the dataset first"));
		});
	}

}
