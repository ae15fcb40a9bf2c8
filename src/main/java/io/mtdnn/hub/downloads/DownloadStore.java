package io.mtdnn.hub.downloads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import io.mtdnn.files.Flush;
import io.mtdnn.files.Staging;
import io.mtdnn.files.Trees;
import io.mtdnn.hub.HubFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The downloads of a folder, each a directory in {@code .downloads} with its state and
 * its files. A download appears and disappears by one rename, so that processes that
 * share the folder need no lock for it.
 */
final class DownloadStore {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String STATE = "download.json";

	private static final String PROBLEM = "problem.json";

	private static final String FILES = "files";

	private static final String PART = ".part";

	private static final String REMOVED = ".removed-";

	private static final String NEW = ".new-";

	private final Path root;

	private final Staging staged;

	DownloadStore(Path folder, Clock clock) {
		this.root = folder.toAbsolutePath().normalize().resolve(".downloads");
		this.staged = new Staging(this.root, NEW, clock);
	}

	/** Names of all downloads, sorted. */
	List<String> names() {
		if (!Files.isDirectory(this.root)) {
			return List.of();
		}
		try (Stream<Path> entries = Files.list(this.root)) {
			return entries.filter((entry) -> Files.exists(entry.resolve(STATE)))
				.map((entry) -> entry.getFileName().toString())
				.filter((name) -> !name.startsWith("."))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Optional<StoredDownload> read(String name) {
		return read(path(name).resolve(STATE), StoredDownload.class);
	}

	/** Why a download has failed; empty if it has not. */
	Optional<StoredProblem> problem(String name, StoredDownload download) {
		return read(path(name).resolve(PROBLEM), StoredProblem.class)
			.filter((problem) -> problem.id().equals(download.id()));
	}

	private static <T> Optional<T> read(Path file, Class<T> type) {
		try {
			return Optional.of(JSON.readValue(Files.readAllBytes(file), type));
		}
		catch (NoSuchFileException ex) {
			return Optional.empty();
		}
		catch (IOException | JacksonException ex) {
			throw new IllegalStateException("The state of a download cannot be read: " + file, ex);
		}
	}

	boolean exists(String name, StoredDownload download) {
		return read(name).filter((stored) -> stored.id().equals(download.id())).isPresent();
	}

	/** The directory with a download's files. */
	Path files(String name) {
		return path(name).resolve(FILES);
	}

	/** The file whose lock shows that a process is at work. */
	Path lock(String name) {
		return this.root.resolve("." + name + ".lock");
	}

	/** A directory for a new download's files, which {@link #publish} gives its name. */
	Path stage() throws IOException {
		Path stage = this.root.resolve(NEW + UUID.randomUUID());
		return Files.createDirectories(stage.resolve(FILES));
	}

	/**
	 * Publishes a staged download.
	 * @return false if there is another one of that name
	 */
	boolean publish(Path staged, String name, StoredDownload download) throws IOException {
		Path directory = Objects.requireNonNull(staged.getParent());
		Files.write(directory.resolve(STATE), JSON.writeValueAsBytes(download));
		Flush.tree(directory);
		try {
			Files.move(directory, path(name), StandardCopyOption.ATOMIC_MOVE);
			Flush.directory(this.root);
			return true;
		}
		catch (AtomicMoveNotSupportedException ex) {
			throw ex;
		}
		catch (FileSystemException ex) {
			if (Files.exists(path(name))) {
				return false;
			}
			throw ex;
		}
	}

	/** Stores why a download has failed, unless it has been removed. */
	void fail(String name, StoredProblem problem) throws IOException {
		Path written = Files.createTempFile(this.root, ".problem-", PART);
		try {
			Files.write(written, JSON.writeValueAsBytes(problem));
			Flush.file(written);
			Files.move(written, path(name).resolve(PROBLEM), StandardCopyOption.ATOMIC_MOVE);
		}
		catch (NoSuchFileException ex) {
			// It was cancelled.
		}
		finally {
			Files.deleteIfExists(written);
		}
	}

	/**
	 * Removes a download.
	 * @param kept where to move its files, if they are still of use; null to delete them
	 * @return false if there is none
	 */
	boolean remove(String name, @Nullable Path kept) throws IOException {
		Path removed = this.root.resolve(REMOVED + UUID.randomUUID());
		try {
			Files.move(path(name), removed, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (NoSuchFileException ex) {
			return false;
		}
		if (kept != null && Files.isDirectory(removed.resolve(FILES))) {
			try (Stream<Path> files = Files.list(removed.resolve(FILES))) {
				for (Path file : files.toList()) {
					Files.move(file, kept.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
				}
			}
		}
		Trees.deleteQuietly(removed);
		return true;
	}

	/** Deletes what crashes have left of new and of removed downloads. */
	void clean() throws IOException {
		this.staged.removeAbandoned();
		if (Files.isDirectory(this.root)) {
			try (Stream<Path> entries = Files.list(this.root)) {
				entries.filter((entry) -> entry.getFileName().toString().startsWith(REMOVED))
					.forEach(Trees::deleteQuietly);
			}
		}
	}

	/** Bytes of a file that are on disk. */
	long bytes(String name, HubFile file) {
		return complete(name, file) ? file.size() : Math.min(file.size(), size(part(name, file)));
	}

	boolean complete(String name, HubFile file) {
		return Files.exists(files(name).resolve(file.path()));
	}

	private Path part(String name, HubFile file) {
		return files(name).resolve(file.path() + PART);
	}

	private static long size(Path file) {
		try {
			return Files.size(file);
		}
		catch (IOException ex) {
			return 0;
		}
	}

	private Path path(String name) {
		Path path = this.root.resolve(name).normalize();
		if (!this.root.equals(path.getParent()) || name.startsWith(".")) {
			throw new IllegalArgumentException("not the name of a download: " + name);
		}
		return path;
	}

}
